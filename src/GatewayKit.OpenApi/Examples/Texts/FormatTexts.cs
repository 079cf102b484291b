using System.Collections.Frozen;

namespace GatewayKit.OpenApi.Examples.Texts;

/// <summary>The text of every format that is always the same: those that Prism's users know.</summary>
internal static class FormatTexts
{
    private static readonly FrozenDictionary<string, string> Texts = new Dictionary<string, string>
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

    /// <summary>The text of a format; null if it is not known.</summary>
    public static string? Find(string format) => Texts.GetValueOrDefault(format);
}
