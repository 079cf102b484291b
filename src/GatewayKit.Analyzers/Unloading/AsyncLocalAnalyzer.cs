using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.Diagnostics;

namespace GatewayKit.Analyzers.Unloading;

/// <summary>GWK0008: a static <c>AsyncLocal</c>.</summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
internal sealed class AsyncLocalAnalyzer() : PluginProjectAnalyzer(Rules.AsyncLocal)
{
    protected override void Start(CompilationStartAnalysisContext context, PluginProject project)
    {
        var asyncLocal = project.Find("System.Threading.AsyncLocal`1");
        context.RegisterSymbolAction(symbol =>
        {
            var type = symbol.Symbol is IFieldSymbol field ? field.Type : ((IPropertySymbol)symbol.Symbol).Type;
            if (symbol.Symbol.IsStatic && type.OriginalDefinition.Is(asyncLocal))
                symbol.ReportDiagnostic(Diagnostic.Create(Rules.AsyncLocal, symbol.Symbol.Locations[0], symbol.Symbol.Name));
        }, SymbolKind.Field, SymbolKind.Property);
    }
}
