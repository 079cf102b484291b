using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Diagnostics;

namespace GatewayKit.Analyzers.Unloading;

/// <summary>GWK0002: <c>dynamic</c>, explicit or inferred.</summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
internal sealed class DynamicAnalyzer() : PluginProjectAnalyzer(Rules.Dynamic)
{
    protected override void Start(CompilationStartAnalysisContext context, PluginProject project)
        => context.RegisterSyntaxNodeAction(Check, SyntaxKind.IdentifierName);

    private static void Check(SyntaxNodeAnalysisContext context)
    {
        var name = (IdentifierNameSyntax)context.Node;
        if (name.Identifier.ValueText is "dynamic" or "var"
            && context.SemanticModel.GetTypeInfo(name, context.CancellationToken).Type is { TypeKind: TypeKind.Dynamic })
            context.ReportDiagnostic(Diagnostic.Create(Rules.Dynamic, name.GetLocation()));
    }
}
