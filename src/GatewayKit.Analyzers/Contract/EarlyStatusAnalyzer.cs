using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.Diagnostics;
using Microsoft.CodeAnalysis.Operations;

namespace GatewayKit.Analyzers.Contract;

/// <summary>GWK0017: a hook sets the response status before there is a response.</summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
internal sealed class EarlyStatusAnalyzer() : PluginProjectAnalyzer(Rules.EarlyStatus)
{
    protected override void Start(CompilationStartAnalysisContext context, PluginProject project)
    {
        var response = project.Find("Microsoft.AspNetCore.Http.HttpResponse");
        var hooks = project.FindAll(
            "GatewayKit.IAuthenticationHook", "GatewayKit.IRequestHook", "GatewayKit.IUpstreamRequestHook", "GatewayKit.IErrorHook");
        context.RegisterOperationAction(operation =>
        {
            var target = ((IAssignmentOperation)operation.Operation).Target;
            if (target is IPropertyReferenceOperation { Property: { Name: "StatusCode" } property }
                && property.ContainingType.Is(response))
                Report(operation, "StatusCode");
        }, OperationKind.SimpleAssignment);
        context.RegisterOperationAction(operation =>
        {
            if (((IInvocationOperation)operation.Operation).TargetMethod is { Name: "Redirect" } method
                && method.ContainingType.Is(response))
                Report(operation, "Redirect");
        }, OperationKind.Invocation);

        void Report(OperationAnalysisContext operation, string name)
        {
            if (operation.ContainingSymbol is IMethodSymbol method && Implements(method))
                operation.ReportDiagnostic(Diagnostic.Create(Rules.EarlyStatus, operation.Operation.Syntax.GetLocation(), name));
        }

        bool Implements(IMethodSymbol method)
            => method.ContainingType.AllInterfaces.Where(hooks.Contains).SelectMany(hook => hook.GetMembers())
                .Any(member => method.Is(method.ContainingType.FindImplementationForInterfaceMember(member)));
    }
}
