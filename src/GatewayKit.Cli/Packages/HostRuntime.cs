using System.Runtime.InteropServices;
using NuGet.RuntimeModel;

namespace GatewayKit.Cli.Packages;

/// <summary>The runtime identifier of this process, and compatible ones whose files it can also run.</summary>
internal static class HostRuntime
{
    private static readonly string s_processor = RuntimeInformation.ProcessArchitecture switch
    {
        Architecture.X64 => "x64",
        Architecture.X86 => "x86",
        Architecture.Arm64 => "arm64",
        Architecture.Arm => "arm",
        Architecture.S390x => "s390x",
        Architecture.Ppc64le => "ppc64le",
        Architecture.RiscV64 => "riscv64",
        Architecture.LoongArch64 => "loongarch64",
        var other => throw new ToolException($"the processor architecture {other} isn't supported."),
    };

    // Only portable identifiers: packages no longer use identifiers such as ubuntu.24.04-x64.
    private static readonly string[] s_systems =
        OperatingSystem.IsWindows() ? ["win"]
        : OperatingSystem.IsMacOS() ? ["osx", "unix"]
        : IsMusl ? ["linux-musl", "linux", "unix"]
        : ["linux", "unix"];

    public static string Identifier { get; } = $"{s_systems[0]}-{s_processor}";

    public static RuntimeGraph Graph { get; } = new(Describe());

    private static bool IsMusl => RuntimeInformation.RuntimeIdentifier is var name
        && (name.Contains("musl", StringComparison.Ordinal) || name.StartsWith("alpine", StringComparison.Ordinal));

    // From linux-musl-x64 to linux-musl, then to linux-x64 and so on; a subset of the .NET graph.
    private static IEnumerable<RuntimeDescription> Describe()
    {
        for (var i = 0; i < s_systems.Length; i++)
        {
            string[] next = i + 1 < s_systems.Length ? [s_systems[i + 1]] : [];
            yield return new RuntimeDescription(s_systems[i], next.Length == 0 ? ["any"] : next);
            yield return new RuntimeDescription($"{s_systems[i]}-{s_processor}", [s_systems[i], .. next.Select(n => $"{n}-{s_processor}")]);
        }

        yield return new RuntimeDescription("any", ["base"]);
        yield return new RuntimeDescription("base");
    }
}
