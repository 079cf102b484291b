using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.Diagnostics;
using Microsoft.CodeAnalysis.Operations;

namespace GatewayKit.Analyzers.HotPath;

/// <summary>GWK0010: an async method, local function or lambda returns void.</summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
internal sealed class AsyncVoidAnalyzer() : PluginProjectAnalyzer(Rules.AsyncVoid)
{
    protected override void Start(CompilationStartAnalysisContext context, PluginProject project)
    {
        context.RegisterSymbolAction(symbol =>
        {
            var method = (IMethodSymbol)symbol.Symbol;
            if (method is { IsAsync: true, ReturnsVoid: true, PartialImplementationPart: null })
                symbol.ReportDiagnostic(Diagnostic.Create(Rules.AsyncVoid, method.Locations[0], method.Name));
        }, SymbolKind.Method);
        context.RegisterOperationAction(operation =>
        {
            if (((ILocalFunctionOperation)operation.Operation).Symbol is { IsAsync: true, ReturnsVoid: true } local)
                operation.ReportDiagnostic(Diagnostic.Create(Rules.AsyncVoid, local.Locations[0], local.Name));
        }, OperationKind.LocalFunction);
        context.RegisterOperationAction(operation =>
        {
            if (((IAnonymousFunctionOperation)operation.Operation).Symbol is { IsAsync: true, ReturnsVoid: true })
                operation.ReportDiagnostic(Diagnostic.Create(Rules.AsyncVoid, operation.Operation.Syntax.GetLocation(), "lambda"));
        }, OperationKind.AnonymousFunction);
    }
}
