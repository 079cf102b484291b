using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.Diagnostics;

namespace GatewayKit.Analyzers.Contract;

/// <summary>GWK0014: a class implements a hook, but doesn't have the plugin attribute.</summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
internal sealed class MissingAttributeAnalyzer() : PluginProjectAnalyzer(Rules.MissingAttribute)
{
    protected override void Start(CompilationStartAnalysisContext context, PluginProject project)
    {
        var attribute = project.Find("GatewayKit.GatewayPluginAttribute");
        context.RegisterSymbolAction(symbol =>
        {
            var type = (INamedTypeSymbol)symbol.Symbol;
            if (type is { TypeKind: TypeKind.Class, IsAbstract: false } && project.IsPlugin(type)
                && !type.GetAttributes().Any(a => a.AttributeClass?.BaseType.Is(attribute) == true))
                symbol.ReportDiagnostic(Diagnostic.Create(Rules.MissingAttribute, type.Locations[0], type.Name));
        }, SymbolKind.NamedType);
    }
}
