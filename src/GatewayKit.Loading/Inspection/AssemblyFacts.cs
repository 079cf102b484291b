using System.Reflection;
using System.Reflection.PortableExecutable;

namespace GatewayKit.Loading.Inspection;

/// <summary>What an assembly file says about itself.</summary>
internal sealed record AssemblyFacts
{
    /// <summary>The file's name, without its folder.</summary>
    public required string File { get; init; }

    public required Version Version { get; init; }

    public required IReadOnlyList<AssemblyName> References { get; init; }

    /// <summary>The metadata tokens of the contract's types and members that it uses.</summary>
    public required IReadOnlyList<int> ContractTokens { get; init; }

    /// <summary>What it refers to that ends the process, such as <c>Environment.Exit</c>.</summary>
    public required IReadOnlyList<string> ProcessEnds { get; init; }

    /// <summary>The names of the plugins that it declares.</summary>
    public IReadOnlyList<string> Plugins { get; init; } = [];

    /// <summary>The value of <c>TargetFrameworkAttribute</c>, such as <c>.NETCoreApp,Version=v10.0</c>; null without one.</summary>
    public string? TargetFramework { get; init; }

    /// <summary>Whether it is made to compile against only and holds no code.</summary>
    public required bool IsReferenceAssembly { get; init; }

    /// <summary>The processor that it is compiled for; null if for any.</summary>
    public Machine? Machine { get; init; }
}
