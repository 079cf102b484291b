using System.Collections.Concurrent;
using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.Diagnostics;
using Microsoft.CodeAnalysis.Operations;

namespace GatewayKit.Analyzers.Unloading;

/// <summary>GWK0006: a timer is discarded, or stored by a type that never disposes it.</summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
internal sealed class TimerAnalyzer() : PluginProjectAnalyzer(Rules.Timer)
{
    protected override void Start(CompilationStartAnalysisContext context, PluginProject project)
    {
        var timers = project.FindAll(
            "System.Threading.Timer", "System.Timers.Timer", "System.Threading.PeriodicTimer", "System.Threading.ITimer");
        context.RegisterSymbolStartAction(type =>
        {
            var created = new ConcurrentBag<(ISymbol Member, Location Location)>();
            var ended = new ConcurrentBag<ISymbol>();
            type.RegisterOperationAction(operation =>
            {
                // A nested type is analyzed separately.
                if (operation.ContainingSymbol.ContainingType.Is(type.Symbol))
                    CheckCreation(operation, timers, created);
            }, OperationKind.ObjectCreation, OperationKind.Invocation);
            type.RegisterOperationAction(operation =>
            {
                if (IsEnded(operation.Operation))
                    ended.Add(((IMemberReferenceOperation)operation.Operation).Member);
            }, OperationKind.FieldReference, OperationKind.PropertyReference);
            type.RegisterSymbolEndAction(end =>
            {
                foreach (var (member, location) in created)
                {
                    if (!ended.Contains(member, SymbolEqualityComparer.Default))
                        end.ReportDiagnostic(Diagnostic.Create(Rules.Timer, location, $"dispose '{member.Name}' in Dispose"));
                }
            });
        }, SymbolKind.NamedType);
    }

    private static void CheckCreation(OperationAnalysisContext context,
        ImmutableHashSet<INamedTypeSymbol> timers, ConcurrentBag<(ISymbol Member, Location Location)> created)
    {
        var operation = context.Operation;
        if (operation.Type is not INamedTypeSymbol type
            || !timers.Contains(type)
            || operation is IInvocationOperation { TargetMethod.Name: not "CreateTimer" })
            return;

        switch (operation.Consumer())
        {
            case IExpressionStatementOperation:
            case ISimpleAssignmentOperation { Target: IDiscardOperation }:
                context.ReportDiagnostic(
                    Diagnostic.Create(Rules.Timer, operation.Syntax.GetLocation(), "store it and dispose it in Dispose"));
                break;
            case IAssignmentOperation { Target: IMemberReferenceOperation target }:
                created.Add((target.Member, operation.Syntax.GetLocation()));
                break;
            case IFieldInitializerOperation field:
                created.Add((field.InitializedFields[0], operation.Syntax.GetLocation()));
                break;
            case IPropertyInitializerOperation property:
                created.Add((property.InitializedProperties[0], operation.Syntax.GetLocation()));
                break;
        }
    }

    // Disposed here, or passed on: as an argument, a return value or a variable.
    private static bool IsEnded(IOperation reference) => reference.Consumer() switch
    {
        IAssignmentOperation assignment => assignment.Target != reference,
        IInvocationOperation call when call.Instance?.Unconverted() == reference => Ends(call),
        IMemberReferenceOperation => false,
        IConditionalAccessOperation access => access.WhenNotNull is IInvocationOperation call && Ends(call),
        IExpressionStatementOperation or IBinaryOperation or IIsPatternOperation => false,
        _ => true,
    };

    private static bool Ends(IInvocationOperation call)
        => call.TargetMethod.Name is "Dispose" or "DisposeAsync" or "Close";
}
