using System.Globalization;
using GatewayKit.OpenApi.Mocking.Examples.Values;

namespace GatewayKit.OpenApi.Mocking.Examples.Texts;

/// <summary>Different texts of the same format.</summary>
internal static class VariedTexts
{
    private const int Days = 3653;
    private const string Hexadecimal = "0123456789abcdef";
    private const string Base64 = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789";

    /// <summary>Returns another text of a format; <c>null</c> if the format is unknown.</summary>
    public static string? Find(string format, ref ExampleRandom random) => format switch
    {
        "date-time" => Moment(ref random).ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture),
        "date" => Moment(ref random).ToString("yyyy-MM-dd", CultureInfo.InvariantCulture),
        "time" => Moment(ref random).ToString("HH:mm:ss'Z'", CultureInfo.InvariantCulture),
        "duration" => $"P{random.Between(1, 30)}DT{random.Between(0, 23)}H",
        "email" or "idn-email" => PlausibleTexts.Email(ref random),
        "hostname" or "idn-hostname" => PlausibleTexts.Host(ref random),
        "ipv4" => string.Create(
            CultureInfo.InvariantCulture, $"10.{random.Between(0, 255)}.{random.Between(0, 255)}.{random.Between(1, 254)}"),
        "ipv6" => string.Create(CultureInfo.InvariantCulture, $"2001:db8::{random.Between(1, 0xFFFF):x}:{random.Between(1, 0xFFFF):x}"),
        "uri" or "url" or "iri" or "uri-template" => PlausibleTexts.Url(ref random),
        "uri-reference" or "iri-reference" => "/" + PlausibleTexts.Slug(ref random),
        "uuid" => Uuid(ref random),
        "byte" or "base64" or "base64url" => Pick(Base64, 4 * random.Between(2, 8), ref random),
        "password" => Pick(Base64, 10, ref random) + "!7",
        "json-pointer" => "/" + PlausibleTexts.Word(ref random) + "/" + random.Between(0, 9).ToString(CultureInfo.InvariantCulture),
        "relative-json-pointer" => random.Between(0, 3).ToString(CultureInfo.InvariantCulture) + "/" + PlausibleTexts.Word(ref random),
        "regex" => $"^{PlausibleTexts.Word(ref random)}$",
        _ => null,
    };

    private static DateTime Moment(ref ExampleRandom random)
        => new DateTime(2016, 1, 1).AddDays(random.Below(Days)).AddSeconds(random.Below(86400));

    private static string Uuid(ref ExampleRandom random)
        => $"{Hex(8, ref random)}-{Hex(4, ref random)}-4{Hex(3, ref random)}-{Pick("89ab", 1, ref random)}{Hex(3, ref random)}-"
            + $"{Hex(12, ref random)}";

    private static string Hex(int count, ref ExampleRandom random) => Pick(Hexadecimal, count, ref random);

    private static string Pick(string characters, int count, ref ExampleRandom random)
    {
        Span<char> text = stackalloc char[count];
        foreach (ref var character in text)
            character = characters[random.Below(characters.Length)];
        return text.ToString();
    }
}
