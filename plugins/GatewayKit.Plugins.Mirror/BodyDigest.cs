using System.Diagnostics.CodeAnalysis;
using System.Security.Cryptography;

namespace GatewayKit.Plugins.Mirror;

/// <summary>The length and the hash of a body that is read, up to a limit. One thread adds bytes, and then reads the result.</summary>
[SuppressMessage(
    "Design", "CA1001:Types that own disposable fields should be disposable", Justification = "Finish does it.")]
internal sealed class BodyDigest : IBodyObserver
{
    /// <summary>The maximum length of a body that is compared.</summary>
    public const long MaxLength = 1024 * 1024;

    private readonly IncrementalHash _hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
    private bool _hasEnded;

    /// <summary>Gets the number of bytes so far.</summary>
    public long Length { get; private set; }

    /// <summary>Returns the hash of a complete body; <c>null</c> of another one, or if it exceeds the limit.</summary>
    /// <param name="length">The announced length; <c>null</c> if it isn't known.</param>
    public byte[]? Finish(long? length)
    {
        var hash = Length <= MaxLength && (_hasEnded || Length == length) ? _hash.GetHashAndReset() : null;
        _hash.Dispose();
        return hash;
    }

    public void Add(ReadOnlySpan<byte> bytes)
    {
        if (bytes.IsEmpty)
            _hasEnded = true;
        else if ((Length += bytes.Length) <= MaxLength)
            _hash.AppendData(bytes);
    }
}
