namespace GatewayKit.Tests.Shared;

/// <summary>A test that needs the ACME server Pebble. Where it is missing, the test is skipped, and says so; <c>.ci/run</c> installs
/// it.</summary>
internal sealed class PebbleFactAttribute : FactAttribute
{
    private static readonly string[] s_commands = ["pebble", "pebble-challtestsrv"];

    public PebbleFactAttribute() => Skip = Missing is { } command ? $"This machine doesn't have {command}." : null;

    private static string? Missing { get; } = Array.Find(
        s_commands,
        command => !(Environment.GetEnvironmentVariable("PATH") ?? "")
            .Split(Path.PathSeparator)
            .Any(folder => File.Exists(Path.Combine(folder, command))));

    public static bool IsInstalled => Missing is null;
}
