using System.Globalization;
using GatewayKit.OpenApi.Mocking.Examples.Values;

namespace GatewayKit.OpenApi.Mocking.Examples.Texts;

/// <summary>Texts that look real.</summary>
internal static class PlausibleTexts
{
    private static readonly string[] s_firstNames = Split("Ada Amir Anna Ben Carla Chen Dana Elif Emil Femi Grace Hana Igor Ines Jonas "
        + "Kofi Lara Leo Maya Mei Nils Noor Omar Priya Rosa Sofia Tariq Tom Uma Yuki");
    private static readonly string[] s_lastNames = Split("Abara Becker Costa Diaz Eriksen Fischer Garcia Haddad Ivanova Jensen Kaya "
        + "Lindgren Moreau Nakamura Okafor Patel Quinn Rossi Silva Tanaka Ueda Varga Weber Yilmaz Zhang");
    private static readonly string[] s_companies =
        Split("Northwind Bluefin Larkspur Meridian Oakline Pinecrest Quartz Riverside Summit Tidewater Umbra Vela");
    private static readonly string[] s_companyEnds = Split("Ltd Inc GmbH Group Labs Partners");
    private static readonly string[] s_words = Split("amber basil cedar copper coral delta ember fern garnet harbor indigo juniper kestrel "
        + "linen maple nectar olive pebble quill ripple saffron thistle umber velvet willow zephyr");
    private static readonly string[] s_things =
        Split("lamp chair kettle bicycle camera backpack keyboard notebook speaker jacket blender tent clock sofa scooter mug");
    private static readonly string[] s_streets = Split("Mill High Station Church Park Garden Bridge River Market Orchard");
    private static readonly string[] s_cities =
        Split("Lisbon Nairobi Osaka Toronto Leipzig Bergen Valencia Accra Wellington Porto Krakow Denver Montevideo Hanoi");
    private static readonly string[] s_regions = Split("Bavaria Ontario Catalonia Tuscany Oregon Kansai Otago Galicia Silesia Brittany");
    private static readonly string[] s_countries = Split("Portugal Kenya Japan Canada Germany Norway Spain Ghana Poland Uruguay");
    private static readonly string[] s_countryCodes = Split("PT KE JP CA DE NO ES GH PL UY");
    private static readonly string[] s_currencies = Split("EUR USD GBP JPY CHF CAD NOK");
    private static readonly string[] s_languages = Split("en de fr es pt ja pl");
    private static readonly string[] s_timeZones =
        Split("Europe/Lisbon Africa/Nairobi Asia/Tokyo America/Toronto Europe/Berlin Europe/Oslo UTC");
    private static readonly string[] s_colors = Split("red green blue amber teal violet black white");
    private static readonly string[] s_states = Split("active pending open closed draft done");
    private static readonly string[] s_fileEnds = Split("txt pdf png json csv");
    private static readonly string[] s_mediaTypes = Split("application/json text/plain image/png application/pdf");
    private static readonly string[] s_sentences =
    [
        "Arrived earlier than expected.", "Works well with everything else.", "Please handle with care.", "Updated after the last review.",
        "A small change that makes a difference.", "Nothing else is needed.", "See the notes for more.", "Made to last for years.",
    ];

    /// <summary>Returns a text of a kind; <c>null</c> if the kind isn't a text.</summary>
    public static string? Find(TextKind kind, ref ExampleRandom random) => kind switch
    {
        TextKind.FirstName => random.Pick(s_firstNames),
        TextKind.LastName => random.Pick(s_lastNames),
        TextKind.FullName => $"{random.Pick(s_firstNames)} {random.Pick(s_lastNames)}",
        TextKind.UserName => User(ref random),
        TextKind.Company => $"{random.Pick(s_companies)} {random.Pick(s_companyEnds)}",
        TextKind.Title => Title(ref random),
        TextKind.Sentence => random.Pick(s_sentences),
        TextKind.Email => Email(ref random),
        TextKind.Phone => $"+1-202-555-{random.Between(100, 199).ToString("D4", CultureInfo.InvariantCulture)}",
        TextKind.Street => $"{Number(1, 199, ref random)} {random.Pick(s_streets)} Street",
        TextKind.City => random.Pick(s_cities),
        TextKind.Region => random.Pick(s_regions),
        TextKind.Country => random.Pick(s_countries),
        TextKind.CountryCode => random.Pick(s_countryCodes),
        TextKind.PostalCode => Number(10000, 99999, ref random),
        TextKind.Currency => random.Pick(s_currencies),
        TextKind.Language => random.Pick(s_languages),
        TextKind.TimeZone => random.Pick(s_timeZones),
        TextKind.Url => Url(ref random),
        TextKind.Image => $"https://{Host(ref random)}/{Word(ref random)}.png",
        TextKind.Host => Host(ref random),
        TextKind.Color => random.Pick(s_colors),
        TextKind.Status => random.Pick(s_states),
        TextKind.Tag => Word(ref random),
        TextKind.Identifier => $"{Word(ref random)}-{Number(100, 9999, ref random)}",
        TextKind.Version => $"{Number(0, 9, ref random)}.{Number(0, 20, ref random)}.{Number(0, 9, ref random)}",
        TextKind.FileName => $"{Word(ref random)}.{random.Pick(s_fileEnds)}",
        TextKind.MediaType => random.Pick(s_mediaTypes),
        TextKind.Hash => (random.Next() | 1UL << 63).ToString("x16", CultureInfo.InvariantCulture)
            + (random.Next() | 1UL << 63).ToString("x16", CultureInfo.InvariantCulture),
        TextKind.Date => VariedTexts.Find("date-time", ref random),
        TextKind.Unknown => random.Chance(50) ? Word(ref random) : $"{Word(ref random)} {Word(ref random)}",
        _ => null,
    };

    public static string Word(ref ExampleRandom random) => random.Pick(s_words);

    public static string Slug(ref ExampleRandom random) => $"{Word(ref random)}-{Word(ref random)}";

    public static string Host(ref ExampleRandom random) => $"{Word(ref random)}.example.com";

    public static string Url(ref ExampleRandom random) => $"https://{Host(ref random)}/{Slug(ref random)}";

    public static string Email(ref ExampleRandom random) => $"{User(ref random)}@example.com";

    private static string User(ref ExampleRandom random) => $"{random.Pick(s_firstNames)}.{random.Pick(s_lastNames)}".ToLowerInvariant();

    private static string Title(ref ExampleRandom random)
    {
        var word = Word(ref random);
        return $"{char.ToUpperInvariant(word[0])}{word[1..]} {random.Pick(s_things)}";
    }

    private static string Number(int least, int greatest, ref ExampleRandom random)
        => random.Between(least, greatest).ToString(CultureInfo.InvariantCulture);

    private static string[] Split(string words) => words.Split(' ');
}
