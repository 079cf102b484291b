using System.Text;
using System.Text.Json;
using GatewayKit.Authentication;

namespace GatewayKit.Tokens;

/// <summary>Reads a set of keys (RFC 7517, section 5): JSON with several keys, a single key, or PEM.</summary>
internal static class JwksReader
{
    private const int MaximumDepth = 16;

    /// <summary>Reads the keys.</summary>
    /// <param name="text">The text.</param>
    /// <param name="problems">Why keys can't be used, as the end of a sentence each. Keys for another purpose are ignored.</param>
    /// <param name="refusesPrivate">Whether private keys are a problem; otherwise only their public parts are used.</param>
    public static List<VerificationKey> Read(ReadOnlySpan<byte> text, List<string> problems, bool refusesPrivate = false)
    {
        if (Encoding.UTF8.GetString(text) is var pem && PemReader.IsPem(pem))
        {
            if (PemReader.TryRead(pem, null, out var key, out var problem))
                return [key];

            problems.Add(problem);
            return [];
        }

        if (!StrictJson.TryParseObject(text, MaximumDepth, out var set))
        {
            problems.Add("isn't a JSON object without duplicate members");
            return [];
        }

        return Read(set, problems, refusesPrivate);
    }

    private static List<VerificationKey> Read(JsonElement set, List<string> problems, bool refusesPrivate)
    {
        var keys = new List<VerificationKey>();
        if (!set.TryGetProperty("keys", out var list))
        {
            Read(set, "", keys, problems, refusesPrivate);
        }
        else if (list.ValueKind != JsonValueKind.Array || list.GetArrayLength() > KeySet.MaximumKeys)
        {
            problems.Add($"needs 'keys', a list of at most {KeySet.MaximumKeys} keys");
        }
        else
        {
            foreach (var (index, jwk) in list.EnumerateArray().Index())
                Read(jwk, $"keys[{index}] ", keys, problems, refusesPrivate);
        }

        if (keys.Count == 0 && problems.Count == 0)
            problems.Add("has no keys that can verify signatures");
        return keys;
    }

    private static void Read(JsonElement jwk, string place, List<VerificationKey> keys, List<string> problems, bool refusesPrivate)
    {
        if (JwkReader.IsForOthers(jwk))
            return;

        if (refusesPrivate && JwkReader.IsPrivate(jwk))
            problems.Add(place + "is a private key; only the issuer of the tokens may have it. Configure the public key");
        else if (JwkReader.TryRead(jwk, out var key, out var problem))
            keys.Add(key);
        else
            problems.Add(place + problem);
    }
}
