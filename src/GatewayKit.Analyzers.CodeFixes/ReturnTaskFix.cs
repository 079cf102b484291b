using System.Collections.Immutable;
using System.Composition;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeActions;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Editing;

namespace GatewayKit.Analyzers;

/// <summary>GWK0010: changes the return type of an async void method or local function to Task,
/// unless a contract prescribes void.</summary>
[ExportCodeFixProvider(LanguageNames.CSharp, Name = nameof(ReturnTaskFix)), Shared]
internal sealed class ReturnTaskFix : CodeFixProvider
{
    private const string Title = "Return a Task";

    public override ImmutableArray<string> FixableDiagnosticIds { get; } = [Rules.AsyncVoid.Id];

    public override FixAllProvider GetFixAllProvider() => WellKnownFixAllProviders.BatchFixer;

    public override async Task RegisterCodeFixesAsync(CodeFixContext context)
    {
        var root = await context.Document.GetSyntaxRootAsync(context.CancellationToken).ConfigureAwait(false);
        var model = await context.Document.GetSemanticModelAsync(context.CancellationToken).ConfigureAwait(false);
        var function = root?.FindNode(context.Span);
        var type = function switch
        {
            MethodDeclarationSyntax method => method.ReturnType,
            LocalFunctionStatementSyntax local => local.ReturnType,
            _ => null,
        };
        if (root is null
            || type is null
            || model?.GetDeclaredSymbol(function!, context.CancellationToken) is not IMethodSymbol symbol
            || IsPrescribed(symbol))
            return;

        var task = FrameworkType.Name("System.Threading.Tasks.Task", SyntaxGenerator.GetGenerator(context.Document), model)
            .WithTriviaFrom(type);
        context.RegisterCodeFix(
            CodeAction.Create(Title, _ => Task.FromResult(context.Document.WithSyntaxRoot(root.ReplaceNode(type, task))), Title),
            context.Diagnostics);
    }

    private static bool IsPrescribed(IMethodSymbol method)
        => method.IsOverride || method.PartialDefinitionPart is not null || method.ExplicitInterfaceImplementations.Length > 0
            || (method.MethodKind == MethodKind.Ordinary && method.ContainingType.AllInterfaces.SelectMany(i => i.GetMembers())
                .Any(m => SymbolEqualityComparer.Default.Equals(method.ContainingType.FindImplementationForInterfaceMember(m), method)));
}
