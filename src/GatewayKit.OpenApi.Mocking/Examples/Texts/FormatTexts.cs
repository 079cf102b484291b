using System.Collections.Frozen;

namespace GatewayKit.OpenApi.Mocking.Examples.Texts;

/// <summary>The fixed text of each format, known to users of Prism.</summary>
internal static class FormatTexts
{
    private static readonly FrozenDictionary<string, string> s_texts = new Dictionary<string, string>
    {
        ["date-time"] = "2019-08-24T14:15:22Z",
        ["date"] = "2019-08-24",
        ["time"] = "14:15:22Z",
        ["duration"] = "P1D",
        ["email"] = "user@example.com",
        ["idn-email"] = "пользователь@пример.ру",
        ["hostname"] = "example.com",
        ["idn-hostname"] = "пример.ру",
        ["ipv4"] = "192.168.0.1",
        ["ipv6"] = "2001:0db8:85a3:0000:0000:8a2e:0370:7334",
        ["uri"] = "http://example.com",
        ["url"] = "http://example.com",
        ["uri-reference"] = "../dictionary",
        ["uri-template"] = "http://example.com/{endpoint}",
        ["iri"] = "http://пример.ру",
        ["iri-reference"] = "../словарь",
        ["uuid"] = "497f6eca-6276-4993-bfeb-53cbbbba6f08",
        ["byte"] = "c3RyaW5n",
        ["base64"] = "c3RyaW5n",
        ["base64url"] = "c3RyaW5n",
        ["password"] = "pa$$word",
        ["json-pointer"] = "/json/pointer",
        ["relative-json-pointer"] = "1/relative/json/pointer",
        ["regex"] = "/regex/",
    }.ToFrozenDictionary(StringComparer.Ordinal);

    /// <summary>Returns the text of a format; <c>null</c> if the format is unknown.</summary>
    public static string? Find(string format) => s_texts.GetValueOrDefault(format);
}
