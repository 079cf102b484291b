using GatewayKit.Plugins.GrpcJson.Descriptors;
using GatewayKit.Plugins.GrpcJson.Json;
using GatewayKit.Plugins.GrpcJson.Rules;
using Google.Protobuf.Reflection;
using Microsoft.AspNetCore.Http;

namespace GatewayKit.Plugins.GrpcJson.Calls;

/// <summary>
/// Creates messages from the body, the path and the query of a request. Values are written one after the other: the last value of a field
/// counts, and parts of a message are merged, as Protocol Buffers defines it. So the path overrides the body.
/// </summary>
internal sealed class RequestMessage
{
    private const string EncodedReplacement = "%EF%BF%BD";

    private readonly HttpBinding _binding;
    private readonly JsonToWire _converter;
    private readonly int _limit;
    private readonly List<(FieldDescriptor[] Fields, string Text)> _values = [];
    private FieldDescriptor? _rival;

    /// <exception cref="TranscodingException">A parameter of the query isn't a field.</exception>
    public RequestMessage(RuleMatch match, QueryString query, ServiceMap services, QueryRules rules, int limit)
    {
        (_binding, _converter, _limit) = (match.Binding!, services.ToWire, limit);
        for (var i = 0; i < _binding.Variables.Count; i++)
            _values.Add((_binding.Variables[i], match.ValueOf(_binding.Template.Variables[i])));
        ReadQuery(query, rules);
    }

    /// <summary>Returns a message with its frame.</summary>
    /// <param name="json">The body; empty if the request has none.</param>
    /// <exception cref="TranscodingException">The body or a value isn't valid.</exception>
    public byte[] Create(ReadOnlySpan<byte> json)
    {
        var output = new WireBuffer(_limit);
        if (!json.IsEmpty && _binding.HasWholeBody)
            _converter.WriteMessage(json, _binding.Method.InputType, output);
        else if (!json.IsEmpty && _binding.BodyField is { } field)
            WriteField(json, field, output);
        foreach (var (fields, text) in _values)
            Write(fields, text, output);
        return Frames.Create(output.Written.Span);
    }

    private void WriteField(ReadOnlySpan<byte> json, FieldDescriptor field, WireBuffer output)
    {
        _converter.WriteField(json, field, output);
        if (_rival is not null && !output.Written.IsEmpty)
            throw NotCombined(_rival, _rival.RealContainingOneof);
    }

    private void Write(ReadOnlySpan<FieldDescriptor> fields, string text, WireBuffer output)
    {
        if (fields.Length == 1)
        {
            _converter.WriteText(fields[0], text, output);
            return;
        }

        output.Tag(fields[0].FieldNumber, WireType.Length);
        var begin = output.Begin();
        Write(fields[1..], text, output);
        output.End(begin);
    }

    private void ReadQuery(QueryString query, QueryRules rules)
    {
        var seen = new HashSet<string>(StringComparer.Ordinal);
        var chosen = new Dictionary<(string Path, OneofDescriptor Choice), FieldDescriptor>();
        foreach (var variable in _binding.Variables)
            Choose(variable, chosen);
        foreach (var parameter in new QueryParameters(query))
        {
            if (parameter.Text.IsEmpty)
                continue;

            var name = parameter.Name;
            if (rules.Ignored.Contains(name))
                continue;
            if (FieldOf(name) is not { } fields)
            {
                if (!rules.IgnoresUnknown)
                    throw TranscodingException.OfField(name, "isn't a parameter of this operation");
                continue;
            }

            if (!seen.Add(string.Join('.', fields.Select(f => f.Name))) && !fields[^1].IsRepeated)
                throw TranscodingException.OfField(name, "occurs more than once");
            Choose(fields, chosen);
            if (_binding.BodyField?.RealContainingOneof is { } choice && fields[0].RealContainingOneof == choice)
                _rival = fields[0];
            _values.Add((fields, ValueOf(parameter, name)));
        }
    }

    // Bytes that aren't UTF-8 would become replacement characters.
    private static string ValueOf(in QueryParameter parameter, string name)
    {
        var (value, sent) = (parameter.Value, 0);
        var rest = parameter.Text;
        while (rest.IndexOf(EncodedReplacement, StringComparison.OrdinalIgnoreCase) is >= 0 and var found)
        {
            rest = rest[(found + EncodedReplacement.Length)..];
            sent++;
        }

        return value.AsSpan().Count('\uFFFD') <= sent ? value : throw TranscodingException.OfField(name, "isn't valid UTF-8");
    }

    // The service would see only the last member of a choice.
    private static void Choose(FieldDescriptor[] fields, Dictionary<(string Path, OneofDescriptor Choice), FieldDescriptor> chosen)
    {
        for (var i = 0; i < fields.Length; i++)
        {
            if (fields[i].RealContainingOneof is not { } choice)
                continue;

            var place = (string.Join('.', fields.Take(i).Select(f => f.Name)), choice);
            if (!chosen.TryAdd(place, fields[i]) && chosen[place] != fields[i])
                throw NotCombined(fields[i], choice);
        }
    }

    private static TranscodingException NotCombined(FieldDescriptor field, OneofDescriptor choice)
        => TranscodingException.OfField(field.JsonName, $"can't be combined with another field of '{choice.Name}'");

    // With a whole body, and for fields of the path or the body, there are no parameters.
    private FieldDescriptor[]? FieldOf(string name)
        => !_binding.HasWholeBody
            && FieldPaths.Find(_binding.Method.InputType, name) is { } fields
            && FieldPaths.TakesText(fields[^1])
            && fields[0] != _binding.BodyField
            && !_binding.Variables.Any(variable => variable.SequenceEqual(fields))
            ? fields
            : null;
}
