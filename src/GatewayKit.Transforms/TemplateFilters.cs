using System.Collections.Frozen;
using System.Text;
using Fluid;
using Fluid.Values;
using GatewayKit.Bodies;

namespace GatewayKit.Transforms;

/// <summary>The filters that a template can use, with limited results.</summary>
internal static class TemplateFilters
{
    /// <summary>The maximum length of the result of a filter, in characters.</summary>
    private const int MaxLength = 65_536;

    /// <summary>The filter that reads a text as JSON, so that a value of a header can be a number in a body.</summary>
    private const string ParseJson = "parse_json";

    private static readonly string[] s_allowed =
    [
        "append", "base64_decode", "base64_encode", "base64_url_safe_decode", "base64_url_safe_encode", "capitalize", "date", "default",
        "divided_by", "downcase", "escape", "first", "last", "lstrip", "minus", "modulo", "plus", "prepend", "remove", "remove_first",
        "replace", "replace_first", "rstrip", "sha256", "size", "slice", "split", "strip", "times", "truncate", "upcase", "url_decode",
        "url_encode",
    ];

    /// <summary>Filters whose results have slashes and percent signs that their inputs don't have.</summary>
    private static readonly FrozenSet<string> s_notInPaths = FrozenSet.Create(
        StringComparer.Ordinal, ParseJson, "base64_decode", "base64_encode", "base64_url_safe_decode", "url_decode", "url_encode");

    /// <summary>Adds the filters to options, and removes all others.</summary>
    public static void AddTo(TemplateOptions options)
    {
        var filters = s_allowed
            .Select(name => (
                Name: name,
                Filter: options.Filters.TryGetValue(name, out var filter) ? filter : throw new InvalidOperationException(name)))
            .ToArray();
        options.Filters.Clear();
        foreach (var (name, filter) in filters)
            options.Filters.AddFilter(name, name == "replace" ? Limited(LimitedReplace(filter)) : Limited(filter));
        options.Filters.AddFilter(ParseJson, (input, _, _) => new(Parsed(input)));
    }

    /// <summary>Returns the reason why a template can't use a filter; null if it can.</summary>
    public static string? Problem(string name, bool isPath)
        => !s_allowed.AsSpan().Contains(name) && name != ParseJson
            ? $"the filter '{name}' isn't known. Filters: {string.Join(", ", s_allowed.Append(ParseJson).Order(StringComparer.Ordinal))}."
            : isPath && s_notInPaths.Contains(name) ? $"the filter '{name}' can't be used in a path."
            : null;

    private static FilterDelegate Limited(FilterDelegate filter) => (input, arguments, context) =>
    {
        var result = filter(input, arguments, context);
        return result.IsCompletedSuccessfully && result.Result is StringValue text && text.ToStringValue().Length > MaxLength
            ? throw TooLong()
            : result;
    };

    private static FilterDelegate LimitedReplace(FilterDelegate filter) => (input, arguments, context) =>
    {
        var text = input.ToStringValue();
        var find = arguments.At(0).ToStringValue();
        var count = find.Length == 0 ? text.Length + 1 : text.AsSpan().Count(find);
        return text.Length + (long)count * arguments.At(1).ToStringValue().Length > MaxLength
            ? throw TooLong()
            : filter(input, arguments, context);
    };

    private static FluidValue Parsed(FluidValue input)
    {
        if (input is not StringValue text)
            return input;
        try
        {
            return JsonFluidValue.Of(JsonTreeText.Parse(Encoding.UTF8.GetBytes(text.ToStringValue())));
        }
        catch (ConversionException error)
        {
            throw new TemplateException($"A text {error.Message}.");
        }
    }

    private static TemplateException TooLong() => new($"The result of a filter has more than {MaxLength} characters.");
}
