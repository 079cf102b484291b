using System.Text;
using System.Text.Encodings.Web;
using Fluid;
using Fluid.Ast;
using Fluid.Parser;
using Fluid.Values;
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

    private readonly FluidTemplate _template;
    private readonly KeyValuePair<string, TemplateName>[] _names;
    private readonly Expression? _single;

    private Template(FluidTemplate template, KeyValuePair<string, TemplateName>[] names, IReadOnlySet<string> members)
    {
        (_template, _names, Members) = (template, names, members);
        _single = template.Statements is [OutputStatement output] ? output.Expression : null;
    }

    /// <summary>Gets the first members that the template uses of the names that a plugin supplies.</summary>
    public IReadOnlySet<string> Members { get; }

    /// <summary>Gets whether the template has nothing but an output, so that it has a value.</summary>
    public bool HasValue => _single is not null;

    /// <summary>Returns whether the template has a name.</summary>
    public bool Reads(string name) => Array.Exists(_names, known => known.Key == name);

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
            var check = new TemplateCheck(text, vocabulary);
            var names = check.Check(statements.Statements);
            return new Template(
                statements, [.. names.Select(name => KeyValuePair.Create(name, vocabulary.Names[name]))], check.Members);
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
    public string Render(in TemplateInput input)
    {
        var context = CreateContext(input);
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
    public JsonTree RenderJson(in TemplateInput input)
    {
        try
        {
            // Filters can cut a character in half, and JSON can't contain the halves.
            if (_single is null)
                return JsonTree.String(Render(input));

            return TemplateJson.Of(Completed(_single.EvaluateAsync(CreateContext(input))));
        }
        catch (Exception error) when (IsFailure(error))
        {
            throw new TemplateException($"A template can't be rendered: {error.Message}");
        }
    }

    /// <summary>Renders the text for an exchange. Each output must have a text.</summary>
    /// <param name="input">The values of the exchange.</param>
    /// <param name="encoder">Encodes each output, but not the text between them. Default: none.</param>
    /// <exception cref="ExpressionException">A value isn't determined.</exception>
    /// <exception cref="TemplateException">An output has no text, or the text can't be rendered or is too long.</exception>
    public string RenderFilled(in TemplateInput input, TextEncoder? encoder = null)
    {
        try
        {
            var context = CreateContext(input);
            using var writer = new StringWriter(new StringBuilder(64, MaxOutput));
            foreach (var statement in _template.Statements)
            {
                if (statement is OutputStatement output)
                    WriteValue(writer, Completed(output.Expression.EvaluateAsync(context)), encoder ?? NullEncoder.Default);
                else
                    writer.Write(((TextSpanStatement)statement).Text.ToString());
            }

            return writer.ToString();
        }
        catch (Exception error) when (IsFailure(error))
        {
            throw new TemplateException($"A template can't be rendered: {error.Message}");
        }
    }

    /// <summary>Returns the value of a template that is only an output.</summary>
    /// <exception cref="ExpressionException">A value isn't determined.</exception>
    /// <exception cref="TemplateException">The value can't be determined.</exception>
    public TemplateValue Evaluate(in TemplateInput input)
    {
        try
        {
            return new(Completed(_single!.EvaluateAsync(CreateContext(input))));
        }
        catch (Exception error) when (IsFailure(error))
        {
            throw new TemplateException($"A template can't be rendered: {error.Message}");
        }
    }

    private static FluidValue Completed(ValueTask<FluidValue> value)
        => value.IsCompleted ? value.GetAwaiter().GetResult() : throw new TemplateException("A template doesn't wait for anything.");

    private static void WriteValue(StringWriter writer, FluidValue value, TextEncoder encoder)
    {
        var text = value.ToStringValue();
        if (text.Length == 0)
            throw new TemplateException("An output of a template has no text.");
        encoder.Encode(writer, text);
    }

    private static bool IsFailure(Exception error)
        => error is ArgumentException or FormatException or InvalidOperationException or OverflowException or DivideByZeroException
            or FluidException;

    private TemplateExchange CreateContext(in TemplateInput input)
    {
        var context = new TemplateExchange(s_options, input);
        foreach (var (name, value) in _names)
            context.SetValue(name, value.Of(context, name));
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
