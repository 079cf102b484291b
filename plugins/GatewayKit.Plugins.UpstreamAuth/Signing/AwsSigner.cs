using System.Globalization;
using System.Security.Cryptography;
using System.Text;

namespace GatewayKit.Plugins.UpstreamAuth.Signing;

/// <summary>
/// AWS Signature Version 4, as described in "Authenticating Requests: Using the Authorization Header" of the Amazon S3 API reference and
/// in "Create a signed AWS API request" of the IAM user guide.
/// </summary>
internal sealed class AwsSigner(AwsSignature options)
{
    private const string Algorithm = "AWS4-HMAC-SHA256";
    private const string Unreserved = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-._~";

    // S3 keeps a path as it is. The other services merge slashes and encode the encoded path once more.
    private readonly bool _isS3 = options.Service == "s3";
    private DayKey? _key;

    /// <summary>Returns the value of the header <c>Authorization</c>.</summary>
    /// <param name="method">The method.</param>
    /// <param name="target">The path and query as they are sent.</param>
    /// <param name="headers">The headers to sign, with <c>host</c> and <c>x-amz-date</c>.</param>
    /// <param name="payload">The SHA-256 of the body in lowercase hexadecimal digits, or <c>UNSIGNED-PAYLOAD</c>.</param>
    /// <param name="time">The time of <c>x-amz-date</c>.</param>
    public string Sign(
        string method, string target, IEnumerable<KeyValuePair<string, string>> headers, string payload, DateTimeOffset time)
    {
        var date = time.UtcDateTime.ToString("yyyyMMdd", CultureInfo.InvariantCulture);
        var scope = $"{date}/{options.Region}/{options.Service}/aws4_request";
        var sorted = headers
            .GroupBy(h => h.Key.ToLowerInvariant(), h => Trim(h.Value), StringComparer.Ordinal)
            .OrderBy(h => h.Key, StringComparer.Ordinal)
            .Select(h => (Name: h.Key, Value: string.Join(',', h)))
            .ToArray();
        var names = string.Join(';', sorted.Select(h => h.Name));
        var query = target.IndexOf('?', StringComparison.Ordinal);
        var canonical = string.Join(
            '\n',
            method,
            Path(query < 0 ? target : target[..query]),
            query < 0 ? "" : Query(target[(query + 1)..]),
            string.Concat(sorted.Select(h => $"{h.Name}:{h.Value}\n")),
            names,
            payload);
        var text = string.Join('\n', Algorithm, Timestamp(time), scope, Hex(SHA256.HashData(Encoding.UTF8.GetBytes(canonical))));
        var signature = Hex(HMACSHA256.HashData(KeyOf(date), Encoding.UTF8.GetBytes(text)));
        return $"{Algorithm} Credential={options.AccessKeyId}/{scope}, SignedHeaders={names}, Signature={signature}";
    }

    /// <summary>Returns the value of <c>x-amz-date</c>.</summary>
    public static string Timestamp(DateTimeOffset time) => time.UtcDateTime.ToString("yyyyMMdd'T'HHmmss'Z'", CultureInfo.InvariantCulture);

    public static string Hex(ReadOnlySpan<byte> bytes) => Convert.ToHexStringLower(bytes);

    private byte[] KeyOf(string date)
    {
        if (Volatile.Read(ref _key) is { } known && known.Date == date)
            return known.Key;

        var key = Encoding.UTF8.GetBytes("AWS4" + options.SecretAccessKey);
        foreach (var part in (ReadOnlySpan<string>)[date, options.Region, options.Service, "aws4_request"])
            key = HMACSHA256.HashData(key, Encoding.UTF8.GetBytes(part));
        Volatile.Write(ref _key, new DayKey(date, key));
        return key;
    }

    private string Path(string path)
    {
        if (_isS3)
            return path.Length == 0 ? "/" : string.Join('/', path.Split('/').Select(s => Encode(Uri.UnescapeDataString(s))));

        var segments = path.Split('/', StringSplitOptions.RemoveEmptyEntries);
        var end = segments.Length > 0 && path[^1] == '/' ? "/" : "";
        return $"/{string.Join('/', segments.Select(Encode))}{end}";
    }

    private static string Query(string query) => string.Join('&', query
        .Split('&', StringSplitOptions.RemoveEmptyEntries)
        .Select(pair => pair.Split('=', 2))
        .Select(pair => (Name: Recode(pair[0]), Value: pair.Length == 1 ? "" : Recode(pair[1])))
        .OrderBy(pair => pair.Name, StringComparer.Ordinal)
        .ThenBy(pair => pair.Value, StringComparer.Ordinal)
        .Select(pair => $"{pair.Name}={pair.Value}"));

    private static string Recode(string text) => Encode(Uri.UnescapeDataString(text.Replace('+', ' ')));

    private static string Encode(string text)
    {
        var encoded = new StringBuilder(text.Length);
        foreach (var b in Encoding.UTF8.GetBytes(text))
        {
            if (b < 0x80 && Unreserved.Contains((char)b, StringComparison.Ordinal))
                encoded.Append((char)b);
            else
                encoded.Append('%').Append(b.ToString("X2", CultureInfo.InvariantCulture));
        }

        return encoded.ToString();
    }

    /// <summary>Removes white space at the ends and repeated spaces.</summary>
    private static string Trim(string value) => string.Join(' ', value.Split([' ', '\t'], StringSplitOptions.RemoveEmptyEntries));

    private sealed record DayKey(string Date, byte[] Key);
}
