using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;
using StackExchange.Redis;

namespace GatewayKit.Redis.Counters;

/// <summary>
/// The keys of counters: <c>prefix{subject}policy</c>. Subject and policy are hashes, so that a key is short, reveals no name or header
/// value, and no client can create long ones. The subject is the hash tag: all counters of a subject are in one slot of a cluster, so that
/// they are decided together, and different subjects are spread over the nodes.
/// </summary>
internal static class CounterKeys
{
    private const int SubjectBytes = 16;
    private const int OnStack = 512;

    public static RedisKey Of(string prefix, CounterSubject subject, string policy)
    {
        var text = subject.ToString();
        var length = Encoding.UTF8.GetMaxByteCount(text.Length);
        Span<byte> bytes = length <= OnStack ? stackalloc byte[OnStack] : new byte[length];
        Span<byte> hash = stackalloc byte[SHA256.HashSizeInBytes];
        SHA256.HashData(bytes[..Encoding.UTF8.GetBytes(text, bytes)], hash);
        Span<char> tag = stackalloc char[Base64Url.GetEncodedLength(SubjectBytes)];
        Base64Url.EncodeToChars(hash[..SubjectBytes], tag);
        return string.Concat(string.Concat(prefix, "{", tag), "}", policy);
    }
}
