using System.Globalization;
using GatewayKit.OpenApi.Examples.Writing;

namespace GatewayKit.OpenApi.Examples.Texts;

/// <summary>Texts that could stand in a real answer.</summary>
internal static class PlausibleTexts
{
    private static readonly string[] FirstNames = Split("Ada Amir Anna Ben Carla Chen Dana Elif Emil Femi Grace Hana Igor Ines Jonas Kofi Lara Leo Maya Mei Nils Noor Omar Priya Rosa Sofia Tariq Tom Uma Yuki");
    private static readonly string[] LastNames = Split("Abara Becker Costa Diaz Eriksen Fischer Garcia Haddad Ivanova Jensen Kaya Lindgren Moreau Nakamura Okafor Patel Quinn Rossi Silva Tanaka Ueda Varga Weber Yilmaz Zhang");
    private static readonly string[] Companies = Split("Northwind Bluefin Larkspur Meridian Oakline Pinecrest Quartz Riverside Summit Tidewater Umbra Vela");
    private static readonly string[] CompanyEnds = Split("Ltd Inc GmbH Group Labs Partners");
    private static readonly string[] Words = Split("amber basil cedar copper coral delta ember fern garnet harbor indigo juniper kestrel linen maple nectar olive pebble quill ripple saffron thistle umber velvet willow zephyr");
    private static readonly string[] Things = Split("lamp chair kettle bicycle camera backpack keyboard notebook speaker jacket blender tent clock sofa scooter mug");
    private static readonly string[] Streets = Split("Mill High Station Church Park Garden Bridge River Market Orchard");
    private static readonly string[] Cities = Split("Lisbon Nairobi Osaka Toronto Leipzig Bergen Valencia Accra Wellington Porto Krakow Denver Montevideo Hanoi");
    private static readonly string[] Regions = Split("Bavaria Ontario Catalonia Tuscany Oregon Kansai Otago Galicia Silesia Brittany");
    private static readonly string[] Countries = Split("Portugal Kenya Japan Canada Germany Norway Spain Ghana Poland Uruguay");
    private static readonly string[] CountryCodes = Split("PT KE JP CA DE NO ES GH PL UY");
    private static readonly string[] Currencies = Split("EUR USD GBP JPY CHF CAD NOK");
    private static readonly string[] Languages = Split("en de fr es pt ja pl");
    private static readonly string[] TimeZones = Split("Europe/Lisbon Africa/Nairobi Asia/Tokyo America/Toronto Europe/Berlin Europe/Oslo UTC");
    private static readonly string[] Colors = Split("red green blue amber teal violet black white");
    private static readonly string[] States = Split("active pending open closed draft done");
    private static readonly string[] FileEnds = Split("txt pdf png json csv");
    private static readonly string[] MediaTypes = Split("application/json text/plain image/png application/pdf");
    private static readonly string[] Sentences =
    [
        "Arrived earlier than expected.", "Works well with everything else.", "Please handle with care.", "Updated after the last review.",
        "A small change that makes a difference.", "Nothing else is needed.", "See the notes for more.", "Made to last for years.",
    ];

    /// <summary>A text of a kind; null if the kind is not about texts.</summary>
    public static string? Find(TextKind kind, ref ExampleRandom random) => kind switch
    {
        TextKind.FirstName => random.Pick(FirstNames),
        TextKind.LastName => random.Pick(LastNames),
        TextKind.FullName => $"{random.Pick(FirstNames)} {random.Pick(LastNames)}",
        TextKind.UserName => User(ref random),
        TextKind.Company => $"{random.Pick(Companies)} {random.Pick(CompanyEnds)}",
        TextKind.Title => Title(ref random),
        TextKind.Sentence => random.Pick(Sentences),
        TextKind.Email => Email(ref random),
        TextKind.Phone => $"+1-202-555-{random.Between(100, 199).ToString("D4", CultureInfo.InvariantCulture)}",
        TextKind.Street => $"{Number(1, 199, ref random)} {random.Pick(Streets)} Street",
        TextKind.City => random.Pick(Cities),
        TextKind.Region => random.Pick(Regions),
        TextKind.Country => random.Pick(Countries),
        TextKind.CountryCode => random.Pick(CountryCodes),
        TextKind.PostalCode => Number(10000, 99999, ref random),
        TextKind.Currency => random.Pick(Currencies),
        TextKind.Language => random.Pick(Languages),
        TextKind.TimeZone => random.Pick(TimeZones),
        TextKind.Url => Url(ref random),
        TextKind.Image => $"https://{Host(ref random)}/{Word(ref random)}.png",
        TextKind.Host => Host(ref random),
        TextKind.Color => random.Pick(Colors),
        TextKind.Status => random.Pick(States),
        TextKind.Tag => Word(ref random),
        TextKind.Identifier => $"{Word(ref random)}-{Number(100, 9999, ref random)}",
        TextKind.Version => $"{Number(0, 9, ref random)}.{Number(0, 20, ref random)}.{Number(0, 9, ref random)}",
        TextKind.FileName => $"{Word(ref random)}.{random.Pick(FileEnds)}",
        TextKind.MediaType => random.Pick(MediaTypes),
        TextKind.Hash => (random.Next() | 1UL << 63).ToString("x16", CultureInfo.InvariantCulture) + (random.Next() | 1UL << 63).ToString("x16", CultureInfo.InvariantCulture),
        TextKind.Date => VariedTexts.Find("date-time", ref random),
        TextKind.Unknown => random.Chance(50) ? Word(ref random) : $"{Word(ref random)} {Word(ref random)}",
        _ => null,
    };

    public static string Word(ref ExampleRandom random) => random.Pick(Words);

    public static string Slug(ref ExampleRandom random) => $"{Word(ref random)}-{Word(ref random)}";

    public static string Host(ref ExampleRandom random) => $"{Word(ref random)}.example.com";

    public static string Url(ref ExampleRandom random) => $"https://{Host(ref random)}/{Slug(ref random)}";

    public static string Email(ref ExampleRandom random) => $"{User(ref random)}@example.com";

    private static string User(ref ExampleRandom random) => $"{random.Pick(FirstNames)}.{random.Pick(LastNames)}".ToLowerInvariant();

    private static string Title(ref ExampleRandom random)
    {
        var word = Word(ref random);
        return $"{char.ToUpperInvariant(word[0])}{word[1..]} {random.Pick(Things)}";
    }

    private static string Number(int least, int greatest, ref ExampleRandom random) => random.Between(least, greatest).ToString(CultureInfo.InvariantCulture);

    private static string[] Split(string words) => words.Split(' ');
}
