using System.Diagnostics.CodeAnalysis;
using System.Security.Cryptography;
using System.Text;
using StackExchange.Redis;

namespace GatewayKit.Redis.Counters;

/// <summary>The script that decides on the server, and the arguments that all its calls have in common.</summary>
internal sealed class CounterScript
{
    public const string Acquire = "acquire";
    public const string Peek = "peek";
    public const string Adjust = "adjust";

    private readonly string _text;

    /// <param name="text">The script.</param>
    public CounterScript(string text)
    {
        _text = text;
        Hash = HashOf(text);
    }

    public static CounterScript Default { get; } = new(Read());

    /// <summary>The arguments for one call with a counter that only the check of a server uses.</summary>
    public static RedisValue[] Probe { get; } = [Acquire, 0, 1, 0, 1, 1_000_000, 1_000_000];

    /// <summary>The SHA-1 of the script, by which the server knows it.</summary>
    public byte[] Hash { get; }

    /// <summary>Returns the arguments of <c>EVAL</c>.</summary>
    public object[] With(RedisKey[] keys, RedisValue[] arguments)
        => [_text, keys.Length, .. keys.Cast<object>(), .. arguments.Cast<object>()];

    internal static string Read()
    {
        using var stream = typeof(CounterScript).Assembly.GetManifestResourceStream("CounterScript.lua")!;
        using var reader = new StreamReader(stream, Encoding.UTF8);
        return reader.ReadToEnd();
    }

    [SuppressMessage("Security", "CA5350:Do Not Use Weak Cryptographic Algorithms",
        Justification = "EVALSHA names a script by its SHA-1.")]
    private static byte[] HashOf(string text) => SHA1.HashData(Encoding.UTF8.GetBytes(text));
}
