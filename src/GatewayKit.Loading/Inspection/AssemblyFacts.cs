using System.Reflection;
using System.Reflection.PortableExecutable;

namespace GatewayKit.Loading.Inspection;

/// <summary>The metadata of an assembly file.</summary>
internal sealed record AssemblyFacts
{
    /// <summary>Gets the file name without its folder.</summary>
    public required string File { get; init; }

    public required Version Version { get; init; }

    public required IReadOnlyList<AssemblyName> References { get; init; }

    /// <summary>Gets the metadata tokens of the contract's types and members that the assembly uses.</summary>
    public required IReadOnlyList<int> ContractTokens { get; init; }

    /// <summary>Gets the referenced members that terminate the process, such as <c>Environment.Exit</c>.</summary>
    public required IReadOnlyList<string> ProcessExits { get; init; }

    /// <summary>Gets the names of the plugins that the assembly declares.</summary>
    public IReadOnlyList<string> Plugins { get; init; } = [];

    /// <summary>Gets the value of <c>TargetFrameworkAttribute</c>, such as <c>.NETCoreApp,Version=v10.0</c>;
    /// <c>null</c> if it is absent.</summary>
    public string? TargetFramework { get; init; }

    /// <summary>Gets a value that indicates whether the assembly is a reference assembly, which contains no code.</summary>
    public required bool IsReferenceAssembly { get; init; }

    /// <summary>Gets the processor that the assembly is compiled for; <c>null</c> for any.</summary>
    public Machine? Machine { get; init; }
}
