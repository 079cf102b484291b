using System.Collections.Concurrent;
using System.Formats.Asn1;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using System.Text;

namespace GatewayKit.Plugins.MtlsAuth;

/// <summary>
/// A certificate revocation list (RFC 5280, section 5). Lists that cover only a part of an authority's certificates, delta lists and
/// indirect lists aren't supported: their critical extensions are an error.
/// </summary>
internal sealed class RevocationList
{
    private const int MostSigners = 16;

    private static long s_count;

    private readonly ConcurrentDictionary<string, bool> _signers = new(StringComparer.Ordinal);
    private readonly HashSet<string> _revoked = new(StringComparer.Ordinal);
    private readonly byte[] _content;
    private readonly byte[] _signature;
    private readonly byte[] _issuer;
    private readonly SignatureKind _kind;

    private RevocationList(byte[] content, SignatureKind kind, byte[] signature, byte[] issuer)
        => (_content, _kind, _signature, _issuer) = (content, kind, signature, issuer);

    /// <summary>Gets a number that is higher for each list that is read.</summary>
    public long Version { get; } = Interlocked.Increment(ref s_count);

    /// <summary>Gets the time from which the list is valid.</summary>
    public DateTimeOffset From { get; private set; }

    /// <summary>Gets the time at which the next list is due. A list without it is an error.</summary>
    public DateTimeOffset Until { get; private set; }

    /// <summary>Reads a list in DER or PEM.</summary>
    /// <exception cref="CryptographicException">The list isn't valid, or not supported. The message is the end of a sentence.</exception>
    public static RevocationList Parse(byte[] bytes)
    {
        try
        {
            return ParseDer(Decode(bytes));
        }
        catch (Exception error) when (error is AsnContentException or FormatException)
        {
            throw new CryptographicException("isn't a valid certificate revocation list", error);
        }
    }

    /// <summary>Returns whether the list is that of an authority: by its name and its signature, which is verified once.</summary>
    public bool IsOf(X509Certificate2 authority)
    {
        if (!authority.SubjectName.RawData.AsSpan().SequenceEqual(_issuer))
            return false;
        if (_signers.TryGetValue(authority.Thumbprint, out var isSigner))
            return isSigner;

        isSigner = MaySign(authority) && _kind.Verify(authority, _content, _signature);
        if (_signers.Count < MostSigners)
            _signers.TryAdd(authority.Thumbprint, isSigner);
        return isSigner;
    }

    /// <summary>Returns whether the list contains a certificate of its authority.</summary>
    public bool Contains(X509Certificate2 certificate) => _revoked.Contains(Convert.ToHexString(certificate.SerialNumberBytes.Span));

    private static bool MaySign(X509Certificate2 authority)
        => authority.Extensions.OfType<X509KeyUsageExtension>().All(usage => usage.KeyUsages.HasFlag(X509KeyUsageFlags.CrlSign));

    private static byte[] Decode(byte[] bytes)
    {
        if (bytes is [0x30, ..])
            return bytes;

        var text = Encoding.ASCII.GetString(bytes);
        if (!PemEncoding.TryFind(text, out var block) || text.AsSpan()[block.Label] is not "X509 CRL")
            throw new CryptographicException("isn't a certificate revocation list in DER or PEM (-----BEGIN X509 CRL-----)");

        return PemEncoding.TryFind(text.AsSpan()[block.Location.End..], out _)
            ? throw new CryptographicException("has several PEM blocks; each list needs a file or URL of its own")
            : Convert.FromBase64String(text[block.Base64Data]);
    }

    private static RevocationList ParseDer(byte[] der)
    {
        var outer = new AsnReader(der, AsnEncodingRules.DER);
        var parts = outer.ReadSequence();
        outer.ThrowIfNotEmpty();
        var content = parts.PeekEncodedValue().ToArray();
        var body = parts.ReadSequence();
        var kind = SignatureKind.Read(parts) ?? throw new CryptographicException("has a weak or unsupported signature");
        var signature = parts.ReadBitString(out _);
        parts.ThrowIfNotEmpty();

        if (body.PeekTag() == Asn1Tag.Integer)
            body.ReadInteger();
        body.ReadEncodedValue();
        var list = new RevocationList(content, kind, signature, body.ReadEncodedValue().ToArray()) { From = ReadTime(body) };
        if (!body.HasData || !IsTime(body.PeekTag()))
            throw new CryptographicException("doesn't say when its next update is due");

        list.Until = ReadTime(body);
        if (body.HasData && body.PeekTag() == Asn1Tag.Sequence)
            list.ReadEntries(body.ReadSequence());
        if (body.HasData)
            RefuseCritical(body.ReadSequence(new Asn1Tag(TagClass.ContextSpecific, 0, isConstructed: true)).ReadSequence());
        return list;
    }

    private void ReadEntries(AsnReader entries)
    {
        while (entries.HasData)
        {
            var entry = entries.ReadSequence();
            _revoked.Add(Convert.ToHexString(entry.ReadIntegerBytes().Span));
            ReadTime(entry);
            if (entry.HasData)
                RefuseCritical(entry.ReadSequence());
        }
    }

    private static void RefuseCritical(AsnReader extensions)
    {
        while (extensions.HasData)
        {
            var extension = extensions.ReadSequence();
            var oid = extension.ReadObjectIdentifier();
            if (extension.PeekTag() == Asn1Tag.Boolean && extension.ReadBoolean())
                throw new CryptographicException($"has the critical extension {oid}, which isn't supported");
        }
    }

    private static bool IsTime(Asn1Tag tag)
        => tag == new Asn1Tag(UniversalTagNumber.UtcTime) || tag == new Asn1Tag(UniversalTagNumber.GeneralizedTime);

    private static DateTimeOffset ReadTime(AsnReader reader)
        => reader.PeekTag() == new Asn1Tag(UniversalTagNumber.UtcTime) ? reader.ReadUtcTime() : reader.ReadGeneralizedTime();
}
