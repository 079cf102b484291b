using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.Diagnostics;
using Microsoft.CodeAnalysis.Operations;

namespace GatewayKit.Analyzers.Security;

/// <summary>GWK0013: a secret is compared by an operation that stops at the first difference.</summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
internal sealed class SecretComparisonAnalyzer() : PluginProjectAnalyzer(Rules.SecretComparison)
{
    protected override void Start(CompilationStartAnalysisContext context, PluginProject project)
    {
        var texts = new ComparedText(project);
        context.RegisterOperationAction(operation =>
        {
            if (operation.Operation is IBinaryOperation
                {
                    OperatorKind: BinaryOperatorKind.Equals or BinaryOperatorKind.NotEquals
                } comparison)
                Check(operation, texts, comparison.LeftOperand, comparison.RightOperand);
        }, OperationKind.Binary);
        context.RegisterOperationAction(operation =>
        {
            var call = (IInvocationOperation)operation.Operation;
            if (call.TargetMethod.Name is not ("Equals" or "SequenceEqual" or "CompareOrdinal" or "Compare" or "CompareTo"
                or "SequenceCompareTo"))
                return;

            var sides = call.Arguments.Select(a => a.Value).ToImmutableArray();
            if (call.Instance is not null)
                sides = sides.Insert(0, call.Instance);
            if (sides.Length >= 2)
                Check(operation, texts, sides[0], sides[1]);
        }, OperationKind.Invocation);
    }

    private static void Check(OperationAnalysisContext context, ComparedText texts, IOperation left, IOperation right)
    {
        if (texts.IsText(left) && texts.IsText(right) && texts.FindSecret(left, right) is { } secret)
            context.ReportDiagnostic(Diagnostic.Create(Rules.SecretComparison, context.Operation.Syntax.GetLocation(), secret));
    }
}
