using System.Collections.Immutable;
using System.Composition;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeActions;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Editing;
using Microsoft.CodeAnalysis.Formatting;
using Microsoft.CodeAnalysis.Simplification;

namespace GatewayKit.Analyzers;

/// <summary>GWK0013: compares the UTF-8 bytes of two strings in constant time.</summary>
[ExportCodeFixProvider(LanguageNames.CSharp, Name = nameof(FixedTimeFix)), Shared]
internal sealed class FixedTimeFix : CodeFixProvider
{
    private const string Title = "Use FixedTimeEquals";

    public override ImmutableArray<string> FixableDiagnosticIds { get; } = [Rules.SecretComparison.Id];

    public override FixAllProvider GetFixAllProvider() => WellKnownFixAllProviders.BatchFixer;

    public override async Task RegisterCodeFixesAsync(CodeFixContext context)
    {
        var root = await context.Document.GetSyntaxRootAsync(context.CancellationToken).ConfigureAwait(false);
        var model = await context.Document.GetSemanticModelAsync(context.CancellationToken).ConfigureAwait(false);
        if (root?.FindNode(context.Span, getInnermostNodeForTie: true) is not ExpressionSyntax comparison || model is null
            || comparison is not BinaryExpressionSyntax binary)
            return;

        if (!CanGuard(binary.Left, model) || !CanGuard(binary.Right, model))
            return;

        context.RegisterCodeFix(
            CodeAction.Create(Title, cancellation => ReplaceAsync(context.Document, root, binary, model, cancellation), Title),
            context.Diagnostics);
    }

    private static Task<Document> ReplaceAsync(
        Document document, SyntaxNode root, BinaryExpressionSyntax comparison, SemanticModel model, CancellationToken cancellation)
        => ImportAdder.AddImportsAsync(
            document.WithSyntaxRoot(root.ReplaceNode(comparison, Rewrite(comparison, document, model))),
            Simplifier.AddImportsAnnotation, cancellationToken: cancellation);

    private static SyntaxNode Rewrite(BinaryExpressionSyntax comparison, Document document, SemanticModel model)
    {
        var generator = SyntaxGenerator.GetGenerator(document);
        var equal = generator.InvocationExpression(
            generator.MemberAccessExpression(
                FrameworkType.Name("System.Security.Cryptography.CryptographicOperations", generator, model), "FixedTimeEquals"),
            Bytes(comparison.Left), Bytes(comparison.Right));
        foreach (var side in new[] { comparison.Right, comparison.Left })
        {
            if (MayBeNull(side, model))
                equal = generator.LogicalAndExpression(SyntaxFactory.ParseExpression($"{side.WithoutTrivia()} is not null"), equal);
        }

        if (comparison.IsKind(SyntaxKind.NotEqualsExpression))
            equal = generator.LogicalNotExpression(equal);
        return equal
            .WithTriviaFrom(comparison)
            .WithAdditionalAnnotations(Formatter.Annotation, Simplifier.Annotation, Simplifier.AddImportsAnnotation);

        SyntaxNode Bytes(ExpressionSyntax side)
        {
            var encoding = generator.MemberAccessExpression(FrameworkType.Name("System.Text.Encoding", generator, model), "UTF8");
            return generator.InvocationExpression(generator.MemberAccessExpression(encoding, "GetBytes"), side.WithoutTrivia());
        }
    }

    // A null secret must not equal an empty string, so it is checked first. The check evaluates the expression a second
    // time, so the expression must not have side effects.
    private static bool CanGuard(ExpressionSyntax side, SemanticModel model)
        => model.GetTypeInfo(side).Type is { SpecialType: SpecialType.System_String }
            && (!MayBeNull(side, model) || side is IdentifierNameSyntax or MemberAccessExpressionSyntax);

    private static bool MayBeNull(ExpressionSyntax side, SemanticModel model)
        => model.GetTypeInfo(side).Nullability.FlowState == NullableFlowState.MaybeNull;
}
