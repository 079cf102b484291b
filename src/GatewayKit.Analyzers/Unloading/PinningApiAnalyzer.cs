using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.Diagnostics;
using Microsoft.CodeAnalysis.Operations;

namespace GatewayKit.Analyzers.Unloading;

/// <summary>GWK0003 to GWK0005: framework classes that cache the types that they receive.</summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
internal sealed class PinningApiAnalyzer() : PluginProjectAnalyzer(Rules.XmlSerializer, Rules.TypeDescriptor, Rules.Validator)
{
    protected override void Start(CompilationStartAnalysisContext context, PluginProject project)
    {
        var rules = new Dictionary<INamedTypeSymbol, DiagnosticDescriptor>(SymbolEqualityComparer.Default);
        Add("System.Xml.Serialization.XmlSerializer", Rules.XmlSerializer);
        Add("System.Xml.Serialization.XmlSerializerFactory", Rules.XmlSerializer);
        Add("System.ComponentModel.TypeDescriptor", Rules.TypeDescriptor);
        Add("System.ComponentModel.DataAnnotations.Validator", Rules.Validator);
        Add("Microsoft.Extensions.DependencyInjection.OptionsBuilderDataAnnotationsExtensions", Rules.Validator);

        context.RegisterOperationAction(operation =>
        {
            var call = (IInvocationOperation)operation.Operation;
            if (call.TargetMethod.IsStatic)
                Check(operation, call.TargetMethod);
        }, OperationKind.Invocation);
        context.RegisterOperationAction(
            operation => Check(operation, ((IObjectCreationOperation)operation.Operation).Constructor), OperationKind.ObjectCreation);

        void Add(string type, DiagnosticDescriptor rule)
        {
            if (project.Find(type) is { } symbol)
                rules.Add(symbol, rule);
        }

        void Check(OperationAnalysisContext operation, IMethodSymbol? method)
        {
            if (method is not null && rules.TryGetValue(method.ContainingType, out var rule))
                operation.ReportDiagnostic(Diagnostic.Create(rule, operation.Operation.Syntax.GetLocation(), Name(method)));
        }
    }

    private static string Name(IMethodSymbol method)
        => method.MethodKind == MethodKind.Constructor ? method.ContainingType.Name
            : method.IsExtensionMethod ? method.Name : $"{method.ContainingType.Name}.{method.Name}";
}
