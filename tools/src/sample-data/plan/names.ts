/** Names that go together, and how thanks are said in that language. */
export interface Culture {
  readonly firstNames: readonly string[];
  readonly lastNames: readonly string[];
  readonly thanks: readonly string[];
}

const words = (text: string): string[] => text.split(' ');

/** Common names, put together by chance: none of them means anybody. */
export const CULTURES: readonly Culture[] = [
  {
    firstNames: words('Amara Chidi Ngozi Emeka Adaeze Tunde Folake Ifeoma Obinna Yetunde'),
    lastNames: words('Okafor Adeyemi Nwosu Balogun Eze Okonkwo Abiola Uche'),
    thanks: ['Well done, this is too good!', 'God bless you for this one.'],
  },
  {
    firstNames: words('Aarav Priya Rohan Ananya Vikram Meera Kavya Arjun Lakshmi Nikhil'),
    lastNames: words('Sharma Iyer Patel Nair Reddy Banerjee Kulkarni Menon'),
    thanks: ['Bahut accha, thank you!', 'Dhanyavaad from Pune.'],
  },
  {
    firstNames: words('Lucía Mateo Valentina Diego Camila Javier Inés Andrés Sofía Rafael'),
    lastNames: words('García Hernández Torres Morales Vega Castillo Ibáñez Núñez'),
    thanks: ['¡Muchísimas gracias por el vídeo!', 'Qué maravilla, un saludo desde Oaxaca.'],
  },
  {
    firstNames: words('Yuki Haruto Sakura Kenji Aiko Daichi Emi Takumi Hana Ren'),
    lastNames: words('Tanaka Sato Nakamura Kobayashi Mori Fujita Ogawa Hayashi'),
    thanks: ['ありがとうございます!', '素晴らしいです。'],
  },
  {
    firstNames: words('Emma Lukas Hannah Jonas Frieda Moritz Greta Felix Jürgen Anneliese'),
    lastNames: words('Schneider Weber Bäcker Hoffmann Schäfer Krüger Vogel Lindemann'),
    thanks: ['Sehr schön gemacht, vielen Dank!', 'Grüße aus Köln.'],
  },
  {
    firstNames: words('Chloé Antoine Léa Hugo Manon Étienne Camille Julien Maëlle Théo'),
    lastNames: words('Moreau Lefèvre Girard Rousseau Mercier Blanchard Gauthier Perrin'),
    thanks: ['Merci beaucoup, très joli !', 'Bravo, on en veut encore.'],
  },
  {
    firstNames: words('Zofia Jakub Hanna Piotr Maja Łukasz Agnieszka Tomasz Oliwia Michał'),
    lastNames: words('Nowak Wójcik Mazur Pawlak Król Kowalczyk Kaczmarek Szymczak'),
    thanks: ['Świetny film, dziękuję!', 'Pozdrowienia z Krakowa.'],
  },
  {
    firstNames: words('Olivia George Amelia Callum Isla Rhys Fiona Niamh Alistair Bronwen'),
    lastNames: words('Campbell Hughes Whitfield Doyle Ashworth Morgan Fletcher Kerr'),
    thanks: ['Brilliant, cheers for that.', 'Proper good, this.'],
  },
  {
    firstNames: words('Layla Omar Yasmin Karim Nour Tariq Salma Hassan Rania Ziad'),
    lastNames: words('Haddad Khalil Mansour Nasser Farah Saleh Aziz Darwish'),
    thanks: ['شكرا جزيلا!', 'Shukran from Beirut.'],
  },
  {
    firstNames: words('Mei Wei Jing Hao Lin Xiu Jun Yan Bo Lan'),
    lastNames: words('Chen Wang Zhang Liu Huang Zhao Wu Lin'),
    thanks: ['谢谢分享!', '太棒了。'],
  },
  {
    firstNames: words('Beatriz Thiago Larissa João Fernanda Caio Luísa Otávio Marina Vinícius'),
    lastNames: words('Silva Oliveira Araújo Cardoso Barbosa Teixeira Gonçalves Rocha'),
    thanks: ['Adorei, parabéns!', 'Que vídeo lindo, abraço do Recife.'],
  },
  {
    firstNames: words('Ingrid Erik Astrid Søren Freja Lars Signe Nils Åsa Henrik'),
    lastNames: words('Lindqvist Nielsen Berg Johansen Dahl Sørensen Holm Åkesson'),
    thanks: ['Tusen tack!', 'Mange tak, dejlig video.'],
  },
  {
    firstNames: words('Ayşe Mehmet Elif Emre Zeynep Can Defne Burak Leyla Kerem'),
    lastNames: words('Yılmaz Demir Kaya Şahin Öztürk Aydın Çelik Arslan'),
    thanks: ['Ellerinize sağlık!', 'Çok güzel olmuş, teşekkürler.'],
  },
  {
    firstNames: words('Linh Minh Thu Duc Mai Quang Lan Tuan Huong Nam'),
    lastNames: words('Nguyen Tran Pham Hoang Vu Dang Bui Do'),
    thanks: ['Cảm ơn bạn nhiều!', 'Hay quá.'],
  },
];
