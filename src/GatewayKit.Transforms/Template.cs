using System.Text;
using System.Text.RegularExpressions;
using Fluid;
using Fluid.Ast;
using Fluid.Parser;
using GatewayKit.Expressions;

namespace GatewayKit.Transforms;

/// <summary>
/// A text with outputs in Liquid, such as <c>{{ claim.sub }}</c>, compiled by Fluid. There are no tags, so that a template has no loops,
/// no conditions and no variables, and the names are those of a vocabulary: the objects of the gateway can't be reached. Values aren't
/// read as templates. Immutable.
/// </summary>
internal sealed class Template
{
    /// <summary>The maximum length of the text of a template, in characters.</summary>
    public const int MaximumLength = 2_000;

    /// <summary>The maximum length of a rendered text, in characters.</summary>
    public const int MaxOutput = 8_192;

    private static readonly FluidParser s_parser = CreateParser();
    private static readonly TemplateOptions s_options = CreateOptions();

    private readonly IFluidTemplate _template;
    private readonly KeyValuePair<string, TemplateName>[] _names;
    private readonly Expression? _single;

    private Template(FluidTemplate template, KeyValuePair<string, TemplateName>[] names)
    {
        (_template, _names) = (template, names);
        _single = template.Statements is [OutputStatement output] ? output.Expression : null;
        ReadsBody = Array.Exists(names, name => name.Key == TemplateName.Body);
    }

    /// <summary>Gets whether the template has the name of the body.</summary>
    public bool ReadsBody { get; }

    /// <summary>Returns whether a text is a template; otherwise, it is a constant.</summary>
    public static bool Is(string text)
        => text.Contains("{{", StringComparison.Ordinal) || text.Contains("{%", StringComparison.Ordinal);

    /// <summary>Compiles a text.</summary>
    /// <param name="text">The text.</param>
    /// <param name="vocabulary">The names that it can use.</param>
    /// <param name="problem">The reason why it isn't valid, as the end of a sentence.</param>
    /// <returns>The template; null if the text isn't valid.</returns>
    public static Template? Parse(string text, TemplateVocabulary vocabulary, out string problem)
    {
        problem = "";
        try
        {
            if (text.Length > MaximumLength)
                throw new TemplateException($"a template has at most {MaximumLength} characters.");
            if (!s_parser.TryParse(text, out var template, out var error))
                throw new TemplateException(error.Split(['\r', '\n'])[0]);

            var statements = (FluidTemplate)template;
            var names = new TemplateCheck(text, vocabulary).Check(statements.Statements);
            return new Template(statements, [.. names.Select(name => KeyValuePair.Create(name, vocabulary.Names[name]))]);
        }
        catch (TemplateException error)
        {
            problem = error.Message.TrimEnd('.');
            return null;
        }
    }

    /// <summary>Renders the text for an exchange.</summary>
    /// <exception cref="ExpressionException">A value isn't determined.</exception>
    /// <exception cref="TemplateException">The text can't be rendered, or is too long.</exception>
    public string Render(GatewayContext exchange, DateTimeOffset now, Match? captures = null, JsonTree? body = null)
    {
        var context = CreateContext(exchange, now, captures, body);
        // The writer's builder refuses more characters.
        using var writer = new StringWriter(new StringBuilder(64, MaxOutput));
        try
        {
            var rendering = _template.RenderAsync(writer, NullEncoder.Default, context);
            if (!rendering.IsCompleted)
                throw new TemplateException("A template doesn't wait for anything.");

            rendering.GetAwaiter().GetResult();
            return writer.ToString();
        }
        catch (Exception error) when (IsFailure(error))
        {
            throw new TemplateException($"A template can't be rendered: {error.Message}");
        }
    }

    /// <summary>Renders a value of JSON for an exchange: a template that is one output has the type of its value, and others are
    /// texts.</summary>
    /// <exception cref="ExpressionException">A value isn't determined.</exception>
    /// <exception cref="TemplateException">The value can't be rendered, or is too long.</exception>
    public JsonTree RenderJson(GatewayContext exchange, DateTimeOffset now, JsonTree? body)
    {
        if (_single is null)
            return JsonTree.String(Render(exchange, now, captures: null, body));
        try
        {
            var evaluation = _single.EvaluateAsync(CreateContext(exchange, now, captures: null, body));
            return evaluation.IsCompleted
                ? TemplateJson.Of(evaluation.Result)
                : throw new TemplateException("A template doesn't wait for anything.");
        }
        catch (Exception error) when (IsFailure(error))
        {
            throw new TemplateException($"A template can't be rendered: {error.Message}");
        }
    }

    private static bool IsFailure(Exception error)
        => error is ArgumentException or FormatException or InvalidOperationException or OverflowException or DivideByZeroException
            or FluidException;

    private TemplateExchange CreateContext(GatewayContext exchange, DateTimeOffset now, Match? captures, JsonTree? body)
    {
        var context = new TemplateExchange(s_options, exchange, now, captures, body);
        foreach (var (name, value) in _names)
            context.SetValue(name, value.Of(context));
        return context;
    }

    private static FluidParser CreateParser()
    {
        var parser = new FluidParser(new FluidParserOptions { AllowFunctions = false, AllowParentheses = false });
        parser.RegisteredTags.Clear();
        return parser;
    }

    private static TemplateOptions CreateOptions()
    {
        var options = new TemplateOptions { MaxSteps = 1_000, MaxRecursion = 16, TimeZone = TimeZoneInfo.Utc, StrictFilters = true };
        TemplateFilters.AddTo(options);
        return options;
    }
}
