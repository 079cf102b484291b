using System.Diagnostics.CodeAnalysis;
using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;

namespace GatewayKit.Plugins.Soap;

/// <summary>Writes a username token (Web Services Security UsernameToken Profile 1.0, section 3.1).</summary>
internal sealed class SecurityHeader(SoapSecurity options, SoapVersion version, TimeProvider time)
{
    private const string Profile = "http://docs.oasis-open.org/wss/2004/01/oasis-200401-wss-username-token-profile-1.0";
    private const string Base64 = "http://docs.oasis-open.org/wss/2004/01/oasis-200401-wss-soap-message-security-1.0#Base64Binary";
    private const string Created = $"{Prefixes.Utility}:Created";
    private const int NonceLength = 16;

    public void Write(Utf8JsonWriter json)
    {
        var now = time.GetUtcNow();
        json.WriteStartObject($"{Prefixes.Security}:Security");
        if (options.MustUnderstand)
            json.WriteString(version.MustUnderstand, version == SoapVersion.V11 ? "1" : "true");
        if (options.Timestamp is { } validity)
        {
            json.WriteStartObject($"{Prefixes.Utility}:Timestamp");
            json.WriteString(Created, Text(now));
            json.WriteString($"{Prefixes.Utility}:Expires", Text(now + validity));
            json.WriteEndObject();
        }

        json.WriteStartObject($"{Prefixes.Security}:UsernameToken");
        json.WriteString($"{Prefixes.Security}:Username", options.Username);
        if (options.PasswordForm == PasswordForm.Digest)
            WriteDigest(json, Text(now));
        else
            WriteValue(json, "Password", "@Type", Profile + "#PasswordText", options.Password);
        json.WriteEndObject();
        json.WriteEndObject();
    }

    private void WriteDigest(Utf8JsonWriter json, string created)
    {
        var nonce = RandomNumberGenerator.GetBytes(NonceLength);
        WriteValue(json, "Password", "@Type", Profile + "#PasswordDigest", Digest(nonce, created, options.Password));
        WriteValue(json, "Nonce", "@EncodingType", Base64, Convert.ToBase64String(nonce));
        json.WriteString(Created, created);
    }

    private static void WriteValue(Utf8JsonWriter json, string name, string attribute, string type, string value)
    {
        json.WriteStartObject($"{Prefixes.Security}:{name}");
        json.WriteString(attribute, type);
        json.WriteString(QualifiedName.Text, value);
        json.WriteEndObject();
    }

    private static string Text(DateTimeOffset time)
        => time.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss.fff'Z'", CultureInfo.InvariantCulture);

    [SuppressMessage("Security", "CA5350:Do Not Use Weak Cryptographic Algorithms", Justification = "The profile requires SHA-1.")]
    private static string Digest(byte[] nonce, string created, string password)
        => Convert.ToBase64String(SHA1.HashData([.. nonce, .. Encoding.UTF8.GetBytes(created + password)]));
}
