using System.Globalization;

namespace GatewayKit.Soak;

/// <summary>How long and from which seed: <c>GATEWAYKIT_SOAK</c> seconds (default 10) and <c>GATEWAYKIT_SOAK_SEED</c> (default
/// 1).</summary>
internal sealed record SoakSettings(TimeSpan Length, int Seed)
{
    /// <summary>The longest that anything but the soak itself may take, on a machine that is busy with other tests.</summary>
    public static readonly TimeSpan Patience = TimeSpan.FromSeconds(180);

    public static SoakSettings FromEnvironment() => new(TimeSpan.FromSeconds(Read("GATEWAYKIT_SOAK", 10)), Read("GATEWAYKIT_SOAK_SEED", 1));

    private static int Read(string name, int usual)
        => Environment.GetEnvironmentVariable(name) is { Length: > 0 } text ? int.Parse(text, CultureInfo.InvariantCulture) : usual;
}
