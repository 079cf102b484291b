using System.Buffers.Binary;
using System.Collections.Immutable;
using System.Security.Cryptography;
using System.Text;

namespace GatewayKit.Loading.Copies;

/// <summary>The SHA-256 hashes of a plugin's files.</summary>
internal sealed class FileHashes
{
    /// <param name="files">The hashes by file name, relative to the plugin's folder, with forward slashes.</param>
    public FileHashes(IEnumerable<KeyValuePair<string, byte[]>> files)
    {
        using var all = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        var hashes = ImmutableSortedDictionary.CreateBuilder<string, string>(StringComparer.Ordinal);
        Span<byte> length = stackalloc byte[sizeof(int)];
        foreach (var (name, hash) in files.OrderBy(f => f.Key, StringComparer.Ordinal))
        {
            var text = Encoding.UTF8.GetBytes(name);
            BinaryPrimitives.WriteInt32LittleEndian(length, text.Length);
            all.AppendData(length);
            all.AppendData(text);
            all.AppendData(hash);
            hashes.Add(name, Convert.ToHexStringLower(hash));
        }

        Files = hashes.ToImmutable();
        Fingerprint = Convert.ToHexStringLower(all.GetHashAndReset());
    }

    /// <summary>Gets the hashes in lowercase hexadecimal, sorted by file name.</summary>
    public ImmutableSortedDictionary<string, string> Files { get; }

    /// <summary>Gets a hash of all names and hashes.</summary>
    public string Fingerprint { get; }
}
