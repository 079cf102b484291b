using System.Diagnostics.CodeAnalysis;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using Microsoft.Extensions.Primitives;

namespace GatewayKit.Plugins.MtlsAuth;

/// <summary>Reads a client's certificate, and its intermediates, from headers.</summary>
internal static class ForwardedCertificate
{
    /// <summary>The maximum length of the headers, in characters.</summary>
    private const int MaximumLength = 64 * 1024;

    private const int MaximumCount = 10;

    /// <summary>Returns whether a header has several lines.</summary>
    public static bool IsRepeated(in StringValues header, in StringValues chain) => header.Count > 1 || chain.Count > 1;

    /// <summary>Reads the certificate.</summary>
    /// <param name="format">The format.</param>
    /// <param name="header">The header; it has one line.</param>
    /// <param name="chain">The header with the chain of <see cref="ForwardedFormat.Rfc9440"/>.</param>
    /// <param name="certificate">The client's certificate.</param>
    /// <param name="others">The other certificates.</param>
    /// <returns><c>false</c> if the headers are too long or malformed.</returns>
    public static bool TryRead(
        ForwardedFormat format, StringValues header, StringValues chain,
        [NotNullWhen(true)] out X509Certificate2? certificate, out X509Certificate2Collection others)
    {
        (certificate, others) = (null, []);
        if (header.ToString().Length + chain.ToString().Length > MaximumLength)
            return false;

        try
        {
            var all = format switch
            {
                ForwardedFormat.Xfcc => Xfcc.Read(header.ToString()),
                ForwardedFormat.Rfc9440 => ByteSequences.Read(header.ToString(), chain.ToString()),
                _ => PemHeader.Read(header.ToString()),
            };
            if (all is not { Count: > 0 and <= MaximumCount })
                return false;

            certificate = all[0];
            all.RemoveAt(0);
            others = all;
            return true;
        }
        catch (Exception error) when (error is CryptographicException or FormatException)
        {
            return false;
        }
    }
}
