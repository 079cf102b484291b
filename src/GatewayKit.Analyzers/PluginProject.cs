using System.Collections.Immutable;
using Microsoft.CodeAnalysis;

namespace GatewayKit.Analyzers;

/// <summary>A compilation that references the plugin contract, with the contract's types.</summary>
internal sealed class PluginProject
{
    private readonly Compilation _compilation;
    private readonly INamedTypeSymbol _plugin;
    private readonly ImmutableHashSet<INamedTypeSymbol> _exchange;

    private PluginProject(Compilation compilation, INamedTypeSymbol plugin)
    {
        _compilation = compilation;
        _plugin = plugin;
        _exchange = FindAll("GatewayKit.GatewayContext", "Microsoft.AspNetCore.Http.HttpContext",
            "Microsoft.AspNetCore.Http.HttpRequest", "Microsoft.AspNetCore.Http.HttpResponse");
    }

    /// <summary>Finds the contract in a compilation.</summary>
    /// <returns>The project; <c>null</c> if the compilation doesn't reference the contract.</returns>
    public static PluginProject? Of(Compilation compilation)
        => compilation.GetTypeByMetadataName("GatewayKit.IGatewayPlugin") is { } plugin ? new(compilation, plugin) : null;

    public INamedTypeSymbol? Find(string metadataName) => _compilation.GetTypeByMetadataName(metadataName);

    /// <summary>Finds the types that exist in the project.</summary>
    public ImmutableHashSet<INamedTypeSymbol> FindAll(params string[] metadataNames)
        => metadataNames.Select(Find).OfType<INamedTypeSymbol>().ToImmutableHashSet<INamedTypeSymbol>(SymbolEqualityComparer.Default);

    public bool IsOwn(ISymbol symbol) => SymbolEqualityComparer.Default.Equals(symbol.ContainingAssembly, _compilation.Assembly);

    public bool IsPlugin(ITypeSymbol? type)
        => type is not null && type.AllInterfaces.Contains(_plugin, SymbolEqualityComparer.Default);

    /// <summary>Returns whether a type is the exchange, or a part of it with the same lifetime.</summary>
    public bool IsExchange(ITypeSymbol? type)
    {
        for (var current = type; current is not null; current = current.BaseType)
        {
            if (current is INamedTypeSymbol named && _exchange.Contains(named))
                return true;
        }

        return false;
    }

    /// <summary>Returns whether the gateway calls a method for each exchange.</summary>
    public bool IsHook(IMethodSymbol method)
        => IsPlugin(method.ContainingType) && method.ContainingType.AllInterfaces
            .Where(IsPlugin).SelectMany(i => i.GetMembers())
            .Any(m => SymbolEqualityComparer.Default.Equals(method.ContainingType.FindImplementationForInterfaceMember(m), method));
}
