using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.Diagnostics;
using Microsoft.CodeAnalysis.Operations;

namespace GatewayKit.Analyzers.Contract;

/// <summary>GWK0016 and GWK0018: a plugin writes the response itself, or reads the request body without the gateway.</summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
internal sealed class BodyAccessAnalyzer() : PluginProjectAnalyzer(Rules.WrittenResponse, Rules.ReadRequestBody)
{
    private const string Http = "Microsoft.AspNetCore.Http.";

    protected override void Start(CompilationStartAnalysisContext context, PluginProject project)
    {
        var members = ImmutableDictionary.CreateBuilder<ISymbol, (DiagnosticDescriptor Rule, string Name)>(SymbolEqualityComparer.Default);
        Add(Rules.WrittenResponse, "HttpResponse", "Body", "BodyWriter", "StartAsync", "CompleteAsync", "SendFileAsync");
        Add(Rules.WrittenResponse, "HttpResponseWritingExtensions", "WriteAsync");
        Add(Rules.WrittenResponse, "HttpResponseJsonExtensions", "WriteAsJsonAsync");
        Add(Rules.WrittenResponse, "SendFileResponseExtensions", "SendFileAsync");
        Add(Rules.WrittenResponse, "IResult", "ExecuteAsync");
        Add(Rules.ReadRequestBody, "HttpRequest", "Body", "BodyReader", "Form", "ReadFormAsync");
        Add(Rules.ReadRequestBody, "HttpRequestJsonExtensions", "ReadFromJsonAsync");
        Add(Rules.ReadRequestBody, "HttpRequestRewindExtensions", "EnableBuffering");
        Add(Rules.ReadRequestBody, "RequestFormReaderExtensions", "ReadFormAsync");
        var found = members.ToImmutable();

        context.RegisterOperationAction(
            operation => Check(operation, ((IPropertyReferenceOperation)operation.Operation).Property), OperationKind.PropertyReference);
        context.RegisterOperationAction(
            operation => Check(operation, ((IInvocationOperation)operation.Operation).TargetMethod), OperationKind.Invocation);

        void Add(DiagnosticDescriptor rule, string type, params string[] names)
        {
            if (project.Find(Http + type) is not { } symbol)
                return;

            foreach (var member in names.SelectMany<string, ISymbol>(name => symbol.GetMembers(name)))
                members[member] = (rule, $"{type.Replace("Extensions", "")}.{member.Name}");
        }

        void Check(OperationAnalysisContext operation, ISymbol member)
        {
            if (project.IsPlugin(operation.ContainingSymbol.ContainingType) && operation.Operation.Parent is not INameOfOperation
                && found.TryGetValue(Original(member), out var hit))
                operation.ReportDiagnostic(Diagnostic.Create(hit.Rule, operation.Operation.Syntax.GetLocation(), hit.Name));
        }
    }

    private static ISymbol Original(ISymbol member)
        => member is IMethodSymbol method ? (method.ReducedFrom ?? method).OriginalDefinition : member;
}
