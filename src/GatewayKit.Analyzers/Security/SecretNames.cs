using System.Text;

namespace GatewayKit.Analyzers.Security;

/// <summary>Decides by its last words whether an identifier is likely to name a secret.</summary>
internal static class SecretNames
{
    private static readonly HashSet<string> s_secrets = new(StringComparer.Ordinal)
    {
        "secret", "secrets", "password", "passwords", "passphrase", "passwd", "pwd", "hmac", "signature", "signatures", "apikey", "apikeys",
        "credential", "credentials",
    };

    // Ambiguous words: they count only with further evidence.
    private static readonly HashSet<string> s_possible = new(StringComparer.Ordinal)
    {
        "key", "keys", "token", "tokens", "hash", "digest", "mac", "nonce", "otp", "pin",
    };

    private static readonly HashSet<string> s_before = new(StringComparer.Ordinal)
    {
        "api", "access", "private", "shared", "signing", "secret", "client", "session", "bearer", "auth", "refresh", "csrf", "hmac",
        "password",
    };

    public static bool IsSecret(string name)
    {
        var words = Words(name);
        return words.Count > 0 && (s_secrets.Contains(words[words.Count - 1])
            || (words.Count > 1 && s_possible.Contains(words[words.Count - 1]) && s_before.Contains(words[words.Count - 2])));
    }

    public static bool IsPossibly(string name) => Words(name) is { Count: > 0 } words && s_possible.Contains(words[words.Count - 1]);

    // Splits '_expectedApiKey2' into expected, api, key.
    private static List<string> Words(string name)
    {
        var words = new List<string>();
        var word = new StringBuilder();
        for (var i = 0; i < name.Length; i++)
        {
            var begins = char.IsUpper(name[i])
                && (i == 0 || !char.IsUpper(name[i - 1]) || (i + 1 < name.Length && char.IsLower(name[i + 1])));
            if (begins || !char.IsLetter(name[i]))
                End();
            if (char.IsLetter(name[i]))
                word.Append(char.ToLowerInvariant(name[i]));
        }

        End();
        return words;

        void End()
        {
            if (word.Length > 0)
                words.Add(word.ToString());
            word.Clear();
        }
    }
}
