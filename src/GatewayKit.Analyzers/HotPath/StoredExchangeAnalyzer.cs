using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.Diagnostics;
using Microsoft.CodeAnalysis.Operations;

namespace GatewayKit.Analyzers.HotPath;

/// <summary>GWK0011: an exchange, or a lambda that captures one, is stored in a static member or in a plugin.</summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
internal sealed class StoredExchangeAnalyzer() : PluginProjectAnalyzer(Rules.StoredExchange)
{
    protected override void Start(CompilationStartAnalysisContext context, PluginProject project)
    {
        context.RegisterSymbolAction(symbol =>
        {
            if (Outlives(symbol.Symbol, project) && Holds(TypeOf(symbol.Symbol), project))
                symbol.ReportDiagnostic(Diagnostic.Create(Rules.StoredExchange, symbol.Symbol.Locations[0], symbol.Symbol.Name));
        }, SymbolKind.Field, SymbolKind.Property);
        context.RegisterOperationAction(operation =>
        {
            var assignment = (IAssignmentOperation)operation.Operation;
            if (assignment.Target is IMemberReferenceOperation { Member: var member } && Outlives(member, project)
                && !Holds(TypeOf(member), project) && Keeps(assignment.Value, project))
                operation.ReportDiagnostic(Diagnostic.Create(Rules.StoredExchange, assignment.Syntax.GetLocation(), member.Name));
        }, OperationKind.SimpleAssignment, OperationKind.CoalesceAssignment, OperationKind.CompoundAssignment);
        context.RegisterOperationAction(operation =>
        {
            var assignment = (IEventAssignmentOperation)operation.Operation;
            if (assignment.Adds
                && assignment.EventReference is IEventReferenceOperation { Event: { IsStatic: true } target }
                && Keeps(assignment.HandlerValue, project))
                operation.ReportDiagnostic(Diagnostic.Create(Rules.StoredExchange, assignment.Syntax.GetLocation(), target.Name));
        }, OperationKind.EventAssignment);
    }

    private static bool Outlives(ISymbol member, PluginProject project)
        => member is IFieldSymbol { IsImplicitlyDeclared: false } or IPropertySymbol
            && project.IsOwn(member) && (member.IsStatic || project.IsPlugin(member.ContainingType))
            && (member is not IPropertySymbol || IsAutomatic(member));

    private static bool IsAutomatic(ISymbol property)
        => property.ContainingType.GetMembers().OfType<IFieldSymbol>().Any(f => f.AssociatedSymbol.Is(property));

    private static ITypeSymbol? TypeOf(ISymbol member) => member switch
    {
        IFieldSymbol field => field.Type,
        IPropertySymbol property => property.Type,
        _ => null,
    };

    // An exchange, or an array or a collection of exchanges. A delegate has exchanges as parameters and stores none.
    private static bool Holds(ITypeSymbol? type, PluginProject project) => type switch
    {
        IArrayTypeSymbol array => Holds(array.ElementType, project),
        { TypeKind: TypeKind.Delegate } => false,
        INamedTypeSymbol { IsGenericType: true } named => named.TypeArguments.Any(t => Holds(t, project)),
        _ => project.IsExchange(type),
    };

    private static bool Keeps(IOperation value, PluginProject project) => value.Unconverted() switch
    {
        IAnonymousFunctionOperation lambda => Captures(lambda, project),
        { Type: var type } => project.IsExchange(type),
    };

    private static bool Captures(IAnonymousFunctionOperation lambda, PluginProject project)
        => lambda.Body.Descendants().Any(o => o switch
        {
            ILocalReferenceOperation { Local: var local } => project.IsExchange(local.Type) && IsOutside(local, lambda),
            IParameterReferenceOperation { Parameter: var parameter } => project.IsExchange(parameter.Type) && IsOutside(parameter, lambda),
            _ => false,
        });

    private static bool IsOutside(ISymbol variable, IAnonymousFunctionOperation lambda)
        => !variable.DeclaringSyntaxReferences.Any(r => r.SyntaxTree == lambda.Syntax.SyntaxTree && lambda.Syntax.Span.Contains(r.Span));
}
