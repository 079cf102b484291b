using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.Diagnostics;
using Microsoft.CodeAnalysis.Operations;

namespace GatewayKit.Analyzers.HotPath;

/// <summary>
/// GWK0012: a hook writes a field of the plugin. Writes in a lock, through <c>Interlocked</c> or <c>Volatile</c> and to a volatile
/// field are intentional sharing and aren't reported.
/// </summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
internal sealed class RequestStateAnalyzer() : PluginProjectAnalyzer(Rules.RequestState)
{
    protected override void Start(CompilationStartAnalysisContext context, PluginProject project)
    {
        var scope = project.Find("System.Threading.Lock+Scope");
        context.RegisterOperationAction(operation =>
        {
            var target = operation.Operation switch
            {
                IAssignmentOperation assignment => assignment.Target,
                IIncrementOrDecrementOperation change => change.Target,
                _ => null,
            };
            if (target is not IMemberReferenceOperation
                {
                    Instance: null or IInstanceReferenceOperation,
                    Member: IFieldSymbol { IsVolatile: false } or IPropertySymbol
                } written)
                return;
            if (project.IsPlugin(written.Member.ContainingType) && operation.ContainingSymbol is IMethodSymbol method
                && RunsPerExchange(method, project) && !IsGuarded(operation.Operation, scope))
                operation.ReportDiagnostic(
                    Diagnostic.Create(Rules.RequestState, operation.Operation.Syntax.GetLocation(), written.Member.Name));
        }, OperationKind.SimpleAssignment,
            OperationKind.CompoundAssignment, OperationKind.CoalesceAssignment, OperationKind.Increment, OperationKind.Decrement);
    }

    // A hook, or a method of the plugin with an exchange as parameter.
    private static bool RunsPerExchange(IMethodSymbol method, PluginProject project)
        => method.MethodKind is not (MethodKind.Constructor or MethodKind.StaticConstructor)
            && (project.IsHook(method)
                || (project.IsPlugin(method.ContainingType) && method.Parameters.Any(p => project.IsExchange(p.Type))));

    private static bool IsGuarded(IOperation write, INamedTypeSymbol? scope)
    {
        for (var current = write; current is not null; current = current.Parent)
        {
            if (current is ILockOperation || (current is IUsingOperation usage && usage.Resources.Type.Is(scope)))
                return true;

            // 'using var _ = gate.EnterScope();' guards the rest of its block.
            if (current.Parent is IBlockOperation block && block.Operations.Any(o => o is IUsingDeclarationOperation declaration
                && o.Syntax.SpanStart < write.Syntax.SpanStart
                && declaration.DeclarationGroup.Declarations.SelectMany(d => d.Declarators).Any(d => d.Symbol.Type.Is(scope))))
                return true;
        }

        return false;
    }
}
