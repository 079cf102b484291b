using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.Diagnostics;
using Microsoft.CodeAnalysis.Operations;

namespace GatewayKit.Analyzers.Contract;

/// <summary>GWK0015: <c>Environment.Exit</c> and <c>Environment.FailFast</c>.</summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
internal sealed class ProcessExitAnalyzer() : PluginProjectAnalyzer(Rules.ProcessExit)
{
    protected override void Start(CompilationStartAnalysisContext context, PluginProject project)
    {
        var environment = project.Find("System.Environment");
        context.RegisterOperationAction(operation =>
        {
            var method = ((IInvocationOperation)operation.Operation).TargetMethod;
            if (method.Name is "Exit" or "FailFast" && method.ContainingType.Is(environment))
                operation.ReportDiagnostic(
                    Diagnostic.Create(Rules.ProcessExit, operation.Operation.Syntax.GetLocation(), $"Environment.{method.Name}"));
        }, OperationKind.Invocation);
    }
}
