using System.Collections.Immutable;
using System.Composition;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeActions;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Editing;
using Microsoft.CodeAnalysis.Formatting;

namespace GatewayKit.Analyzers;

/// <summary>GWK0009: awaits the task instead of blocking, in async functions.</summary>
[ExportCodeFixProvider(LanguageNames.CSharp, Name = nameof(AwaitFix)), Shared]
internal sealed class AwaitFix : CodeFixProvider
{
    private const string Title = "Await the call";

    public override ImmutableArray<string> FixableDiagnosticIds { get; } = [Rules.BlockingCall.Id];

    public override FixAllProvider GetFixAllProvider() => WellKnownFixAllProviders.BatchFixer;

    public override async Task RegisterCodeFixesAsync(CodeFixContext context)
    {
        var root = await context.Document.GetSyntaxRootAsync(context.CancellationToken).ConfigureAwait(false);
        if (root?.FindNode(context.Span, getInnermostNodeForTie: true) is not ExpressionSyntax call || !IsInAsync(call))
            return;

        var model = await context.Document.GetSemanticModelAsync(context.CancellationToken).ConfigureAwait(false);
        if (model is not null && AwaitedExpression.Of(call, model, SyntaxGenerator.GetGenerator(context.Document)) is { } awaited)
        {
            context.RegisterCodeFix(CodeAction.Create(Title, _ => Task.FromResult(Replace(context.Document, root, call, awaited)), Title),
                context.Diagnostics);
        }
    }

    private static Document Replace(Document document, SyntaxNode root, ExpressionSyntax call, ExpressionSyntax awaited)
    {
        ExpressionSyntax replacement = SyntaxFactory.AwaitExpression(
            SyntaxFactory.Token(SyntaxKind.AwaitKeyword).WithTrailingTrivia(SyntaxFactory.Space), awaited.WithoutTrivia());
        if (call.Parent is MemberAccessExpressionSyntax or ConditionalAccessExpressionSyntax or ElementAccessExpressionSyntax
            or PostfixUnaryExpressionSyntax)
            replacement = SyntaxFactory.ParenthesizedExpression(replacement);
        return document.WithSyntaxRoot(
            root.ReplaceNode(call, replacement.WithTriviaFrom(call).WithAdditionalAnnotations(Formatter.Annotation)));
    }

    // Not inside a lock statement, which can't contain an await.
    private static bool IsInAsync(SyntaxNode node)
    {
        foreach (var parent in node.Ancestors())
        {
            switch (parent)
            {
                case LockStatementSyntax:
                    return false;
                case AnonymousFunctionExpressionSyntax function:
                    return function.AsyncKeyword.IsKind(SyntaxKind.AsyncKeyword);
                case LocalFunctionStatementSyntax function:
                    return function.Modifiers.Any(SyntaxKind.AsyncKeyword);
                case MethodDeclarationSyntax method:
                    return method.Modifiers.Any(SyntaxKind.AsyncKeyword);
                case MemberDeclarationSyntax:
                    return false;
            }
        }

        return false;
    }
}
