using System.Globalization;
using Konscious.Security.Cryptography;

namespace GatewayKit.Passwords;

/// <summary>Argon2id (RFC 9106), version 19.</summary>
/// <param name="memory">The memory, in KiB.</param>
/// <param name="passes">The number of passes over the memory.</param>
/// <param name="lanes">The degree of parallelism.</param>
internal sealed class Argon2idDerivation(int memory, int passes, int lanes) : KeyDerivation
{
    public const string Name = "argon2id";

    /// <summary>256 MiB, the memory of one derivation. Several may run at once.</summary>
    private const int MaximumMemory = 262_144;

    /// <summary>A bound of the time: as long as 16 passes over 64 MiB.</summary>
    private const int MaximumWork = 1_048_576;

    // The weakest parameters that OWASP recommends: 7 MiB and 5 passes.
    private const int MinimumMemory = 7168;
    private const int MinimumWork = 35_840;
    private const int MaximumLanes = 4;

    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"${Name}$v=19$m={memory},t={passes},p={lanes}");

    public override async ValueTask<byte[]> DeriveAsync(byte[] password, byte[] salt, int length)
    {
        using var argon = new Argon2id(password) { Salt = salt, MemorySize = memory, Iterations = passes, DegreeOfParallelism = lanes };
        return await argon.GetBytesAsync(length).ConfigureAwait(false);
    }

    public static (KeyDerivation? Derivation, string? Error) ReadParameters(PhcString hash)
    {
        if (hash.Version != 19)
            return (null, "must have the version of Argon2, v=19");
        if (!hash.HasOnly("m", "t", "p")
            || hash.Number("m") is not { } memory || hash.Number("t") is not { } passes || hash.Number("p") is not { } lanes)
            return (null, "must have the parameters m, t and p");
        if (lanes is < 1 or > MaximumLanes)
            return (null, $"must have between 1 and {MaximumLanes} lanes (p)");
        if (memory is < MinimumMemory or > MaximumMemory)
            return (null, $"must use between {MinimumMemory} and {MaximumMemory} KiB of memory (m)");

        return (long)memory * passes is < MinimumWork or > MaximumWork
            ? (null, $"must have a product of memory and passes (m * t) between {MinimumWork} and {MaximumWork}")
            : (new Argon2idDerivation(memory, passes, lanes), null);
    }
}
