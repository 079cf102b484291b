using System.Security.Cryptography.X509Certificates;

namespace GatewayKit.Plugins.MtlsAuth;

/// <summary>
/// Reads <c>X-Forwarded-Client-Cert</c> of Envoy: <c>Hash=...;Cert="..."</c>. Several elements, separated by commas, aren't accepted:
/// a proxy that appends its element keeps those that a client has sent.
/// </summary>
internal static class Xfcc
{
    /// <exception cref="System.Security.Cryptography.CryptographicException">A certificate isn't valid.</exception>
    /// <exception cref="FormatException">The header isn't valid.</exception>
    public static X509Certificate2Collection Read(string header)
    {
        var (certificate, chain) = (default(string), default(string));
        for (var at = 0; at < header.Length;)
        {
            var (name, value) = Next(header, ref at);
            if (name.Equals("Cert", StringComparison.OrdinalIgnoreCase))
                certificate = certificate is null ? value : throw new FormatException("The certificate is repeated.");
            else if (name.Equals("Chain", StringComparison.OrdinalIgnoreCase))
                chain = chain is null ? value : throw new FormatException("The chain is repeated.");
        }

        var certificates = new X509Certificate2Collection();
        certificates.ImportFromPem(Uri.UnescapeDataString(certificate ?? throw new FormatException("There is no certificate.")));
        if (certificates.Count != 1)
            throw new FormatException("There must be one certificate.");

        // The chain repeats the client's certificate, which doesn't matter for building one.
        if (chain is not null)
            certificates.ImportFromPem(Uri.UnescapeDataString(chain));
        return certificates;
    }

    private static (string Name, string Value) Next(string header, ref int at)
    {
        var equals = header.IndexOf('=', at);
        if (equals < 0 || header.AsSpan(at, equals - at).ContainsAny(",;\""))
            throw new FormatException("A pair is NAME=VALUE.");

        var name = header[at..equals].Trim(' ');
        at = equals + 1;
        int end;
        string value;
        if (at < header.Length && header[at] == '"')
        {
            for (end = at + 1; end < header.Length && header[end] != '"'; end++)
            {
                if (header[end] == '\\')
                    end++;
            }

            if (end >= header.Length)
                throw new FormatException("A quoted value doesn't end.");
            value = header[(at + 1)..end].Replace("\\\"", "\"", StringComparison.Ordinal);
            end++;
        }
        else
        {
            end = header.AsSpan(at).IndexOfAny(";,\"") is >= 0 and var length ? at + length : header.Length;
            value = header[at..end];
        }

        if (end < header.Length && header[end] != ';')
            throw new FormatException("Only one element is accepted.");
        at = end + 1;
        return (name, value);
    }
}
