"""The outlier server that people know: grpcio with threads, protobuf's own decoder and numpy. The baseline of the bench.

Usage: peer.py PORT DESCRIPTOR_SET (a serialized FileDescriptorSet of outliers.proto and what it imports)
"""

import sys
from concurrent.futures import ThreadPoolExecutor

import grpc
import numpy as np
from google.protobuf import descriptor_pb2, descriptor_pool, message_factory

MAX_REQUEST_BYTES = 32 * 1024 * 1024  # its own limit is 4 MiB: lifted, or it could not be compared at a million


def message_classes(path):
    files = descriptor_pb2.FileDescriptorSet.FromString(open(path, "rb").read()).file
    pool = descriptor_pool.DescriptorPool()
    for file in files:
        pool.Add(file)
    return [message_factory.GetMessageClass(pool.FindMessageTypeByName(f"pb.Outliers{n}")) for n in ("Request", "Response")]


def main(port, path):
    request_class, response_class = message_classes(path)

    def detect(request, _context):
        data = np.fromiter((m.value for m in request.metrics), dtype="float64", count=len(request.metrics))
        indices = np.where(np.abs(data - data.mean()) > 2 * data.std())[0]
        return response_class(indices=indices)

    method = grpc.unary_unary_rpc_method_handler(
        detect, request_deserializer=request_class.FromString, response_serializer=response_class.SerializeToString
    )
    server = grpc.server(ThreadPoolExecutor(), options=[("grpc.max_receive_message_length", MAX_REQUEST_BYTES)])
    server.add_generic_rpc_handlers([grpc.method_handlers_generic_handler("pb.Outliers", {"Detect": method})])
    server.add_insecure_port(f"127.0.0.1:{port}")
    server.start()
    server.wait_for_termination()


main(sys.argv[1], sys.argv[2])
