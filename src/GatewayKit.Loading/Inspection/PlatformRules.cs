using System.Reflection;
using System.Reflection.PortableExecutable;
using System.Runtime.InteropServices;

namespace GatewayKit.Loading.Inspection;

/// <summary>Checks whether an assembly can run on this runtime, this processor and this version of the contract.</summary>
internal static class PlatformRules
{
    private const string NetTarget = ".NETCoreApp,Version=v";

    // An assembly that is compiled ahead of time combines the operating system with the machine code by exclusive or.
    private static readonly int[] s_systems =
        [0, 0x4644 /* macOS */, 0x7B79 /* Linux */, 0xADC4 /* FreeBSD */, 0x1993 /* NetBSD */, 0x1992 /* SunOS */];

    /// <summary>Checks the assembly itself.</summary>
    /// <returns>The reason as a sentence; <c>null</c> if the assembly can run.</returns>
    public static string? FindProblem(AssemblyFacts assembly)
    {
        if (assembly.IsReferenceAssembly)
            return $"'{assembly.File}' is a reference assembly, which contains no code. Use the file from the build output.";
        if (FindTarget(assembly) is { } target
            && (target.Major, target.Minor).CompareTo((Environment.Version.Major, Environment.Version.Minor)) > 0)
            return $"'{assembly.File}' is built for .NET {target}; the host runs on .NET {Environment.Version}.";
        if (assembly.Machine is { } machine && !s_systems.Any(s => ((int)machine ^ s) == (int)HostMachine))
            return $"'{assembly.File}' is compiled for the processor {NameOf(machine)}; the host runs on {HostMachine}.";

        return null;
    }

    /// <summary>Checks a reference to an assembly that the host shares.</summary>
    /// <returns>The reason as a sentence; <c>null</c> if the host's version is compatible.</returns>
    public static string? FindSkew(AssemblyFacts assembly, AssemblyName reference, Version host)
    {
        var wanted = reference.Version ?? new Version(0, 0);
        if (SharedAssemblies.IsContract(reference.Name!) && wanted.Major != host.Major)
            return $"'{assembly.File}' is built against version {wanted} of {reference.Name}; the host has version {host}, and the major "
                + "versions must be equal.";

        return wanted <= host ? null : $"'{assembly.File}' needs {reference.Name}, Version={wanted}; the host has version {host}.";
    }

    private static Machine HostMachine => RuntimeInformation.ProcessArchitecture switch
    {
        Architecture.X64 => Machine.Amd64,
        Architecture.X86 => Machine.I386,
        Architecture.Arm64 => Machine.Arm64,
        Architecture.Arm => Machine.ArmThumb2,
        Architecture.LoongArch64 => Machine.LoongArch64,
        Architecture.RiscV64 => Machine.RiscV64,
        _ => Machine.Unknown,
    };

    private static Version? FindTarget(AssemblyFacts assembly)
        => assembly.TargetFramework is { } text && text.StartsWith(NetTarget, StringComparison.Ordinal)
            && Version.TryParse(text.AsSpan(NetTarget.Length), out var version) ? version : null;

    private static string NameOf(Machine machine)
        => s_systems.Select(s => (Machine)((int)machine ^ s)).FirstOrDefault(Enum.IsDefined, machine).ToString();
}
