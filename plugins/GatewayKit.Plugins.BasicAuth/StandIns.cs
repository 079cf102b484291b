using System.Buffers.Binary;
using System.Security.Cryptography;
using System.Text;

namespace GatewayKit.Plugins.BasicAuth;

/// <summary>
/// Chooses a stored password that is verified in place of an unknown user's, so that an unknown user takes as long as a known one. If
/// hashes
/// have different parameters, an unknown name always takes the same of these times, each as often as known users do.
/// </summary>
/// <remarks>
/// The choice depends on the name and on a secret of the configuration, not of the process: otherwise, a name whose time differs between
/// two
/// nodes, or after a restart, would be known to be unknown.
/// </remarks>
internal sealed class StandIns
{
    private readonly (StoredPassword Password, double Share)[] _choices;
    private readonly byte[] _key;

    /// <param name="passwords">The stored passwords of all users.</param>
    public StandIns(IEnumerable<StoredPassword> passwords)
    {
        var efforts = new SortedDictionary<string, (StoredPassword First, int Count)>(StringComparer.Ordinal);
        var total = 0;
        foreach (var password in passwords)
        {
            total++;
            var (first, count) = efforts.TryGetValue(password.Effort, out var known) ? known : (password, 0);
            if (string.CompareOrdinal(password.Text, first.Text) < 0)
                first = password;
            efforts[password.Effort] = (first, count + 1);
        }

        var share = 0.0;
        _choices = [.. efforts.Values.Select(effort => (effort.First, share += (double)effort.Count / total))];
        _key = _choices is [var choice, ..] ? choice.Password.Identity : [];
    }

    /// <summary>Returns the stored password for an unknown user; null if there are no users at all.</summary>
    public StoredPassword? For(ReadOnlySpan<char> username)
    {
        if (_choices.Length <= 1)
            return _choices is [var only] ? only.Password : null;

        Span<byte> hash = stackalloc byte[HMACSHA256.HashSizeInBytes];
        Span<byte> name = stackalloc byte[Encoding.UTF8.GetMaxByteCount(username.Length)];
        HMACSHA256.HashData(_key, name[..Encoding.UTF8.GetBytes(username, name)], hash);
        var fraction = BinaryPrimitives.ReadUInt32BigEndian(hash) / (double)(1L << 32);
        foreach (var (password, share) in _choices)
        {
            if (fraction < share)
                return password;
        }

        return _choices[^1].Password;
    }
}
