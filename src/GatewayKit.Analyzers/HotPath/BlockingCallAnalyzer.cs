using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.Diagnostics;
using Microsoft.CodeAnalysis.Operations;

namespace GatewayKit.Analyzers.HotPath;

/// <summary>GWK0009: a call blocks a thread in a plugin class or in a function that could await.</summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
internal sealed class BlockingCallAnalyzer() : PluginProjectAnalyzer(Rules.BlockingCall)
{
    protected override void Start(CompilationStartAnalysisContext context, PluginProject project)
    {
        var calls = new BlockingCalls(project);
        context.RegisterOperationAction(operation =>
        {
            if (calls.Name(operation.Operation, out var awaited) is { } name && IsOnTheWay(operation, calls, project)
                && (awaited is null || !IsKnownToHaveEnded(operation.Operation, awaited)))
                operation.ReportDiagnostic(Diagnostic.Create(Rules.BlockingCall, operation.Operation.Syntax.GetLocation(), name));
        }, OperationKind.Invocation, OperationKind.PropertyReference);
    }

    // Constructors run when the configuration loads, Dispose when it is replaced: neither can await.
    private static bool IsOnTheWay(OperationAnalysisContext context, BlockingCalls calls, PluginProject project)
    {
        if (context.ContainingSymbol is not IMethodSymbol member || context.Operation.Parent is INameOfOperation)
            return false;

        var function = context.Operation.InnerFunction() ?? member;
        return calls.IsTask(function.ReturnType) || function.IsAsync
            || (project.IsPlugin(member.ContainingType) && member.Name != "Dispose"
                && member.MethodKind is not (MethodKind.Constructor or MethodKind.StaticConstructor or MethodKind.Destructor));
    }

    // 'if (task.IsCompletedSuccessfully) return task.Result', or the task was awaited before, directly or by WhenAll.
    private static bool IsKnownToHaveEnded(IOperation wait, ISymbol awaited)
        => wait.Root().Descendants().Any(o => o.Syntax.SpanStart < wait.Syntax.SpanStart && o switch
        {
            IPropertyReferenceOperation { Property.Name: "IsCompleted" or "IsCompletedSuccessfully" } asked
                => asked.Instance.Named().Is(awaited),
            IAwaitOperation { Operation: var task } => IsOrNames(task, awaited),
            _ => false,
        });

    private static bool IsOrNames(IOperation task, ISymbol awaited)
        => task.Named().Is(awaited)
            || (task is IInvocationOperation { TargetMethod.Name: "WhenAll" or "ConfigureAwait" } call
                && call.Descendants().Any(d => d.Named().Is(awaited)));
}
