using Google.Api;
using Google.Protobuf.Reflection;

namespace GatewayKit.Plugins.GrpcJson.Rules;

/// <summary>Reads the bindings of methods from their <c>google.api.http</c> annotations, and collects the errors of the others.</summary>
/// <param name="mapsUnannotated">Whether a method without an annotation gets <c>POST /package.Service/Method</c>.</param>
internal sealed class BindingReader(bool mapsUnannotated)
{
    public List<HttpBinding> Bindings { get; } = [];

    public List<string> Errors { get; } = [];

    public void Read(ServiceDescriptor service)
    {
        foreach (var method in service.Methods)
        {
            if (method.GetOptions()?.GetExtension(AnnotationsExtensions.Http) is { } rule)
                Read(method, rule);
            else if (mapsUnannotated)
                Read(method, new HttpRule { Post = $"/{service.FullName}/{method.Name}", Body = "*" });
        }
    }

    private void Read(MethodDescriptor method, HttpRule rule)
    {
        Add(method, rule);
        foreach (var more in rule.AdditionalBindings)
            Add(method, more);
    }

    private void Add(MethodDescriptor method, HttpRule rule)
    {
        var (verb, path) = rule.PatternCase switch
        {
            HttpRule.PatternOneofCase.Get => ("GET", rule.Get),
            HttpRule.PatternOneofCase.Put => ("PUT", rule.Put),
            HttpRule.PatternOneofCase.Post => ("POST", rule.Post),
            HttpRule.PatternOneofCase.Delete => ("DELETE", rule.Delete),
            HttpRule.PatternOneofCase.Patch => ("PATCH", rule.Patch),
            HttpRule.PatternOneofCase.Custom => (rule.Custom.Kind, rule.Custom.Path),
            _ => ("", ""),
        };
        if (!PathTemplate.TryParse(path, out var template, out var error))
        {
            Report(method, $"the path '{path}' {error}");
            return;
        }

        var variables = new List<FieldDescriptor[]>();
        foreach (var variable in template.Variables)
        {
            if (FieldPaths.Find(method.InputType, variable.FieldPath) is not { } fields
                || fields[^1].IsRepeated || !FieldPaths.TakesText(fields[^1]))
                Report(method, $"the path '{path}' has the variable '{variable.FieldPath}', which isn't a field with a single text value");
            else if (IsMask(fields[^1]) && (rule.Body == "*" || rule.Body == fields[0].Name))
                Report(method, $"the path '{path}' has the variable '{variable.FieldPath}', a field mask that the body can have, too");
            else
                variables.Add(fields);
        }

        if (!TryFind(method, method.InputType, rule.Body is "*" ? "" : rule.Body, "body", out var bodyField)
            | !TryFind(method, method.OutputType, rule.ResponseBody, "response_body", out var responseField)
            | variables.Count < template.Variables.Count)
            return;
        Bindings.Add(new HttpBinding
        {
            HttpMethod = verb,
            Template = template,
            Method = method,
            Variables = variables,
            HasWholeBody = rule.Body == "*",
            BodyField = bodyField,
            ResponseField = responseField,
        }.Complete());
    }

    // Readers add the paths of both masks.
    private static bool IsMask(FieldDescriptor field)
        => field.FieldType == FieldType.Message && field.MessageType.FullName == "google.protobuf.FieldMask";

    private bool TryFind(MethodDescriptor method, MessageDescriptor type, string name, string property, out FieldDescriptor? field)
    {
        field = name.Length > 0 ? type.FindFieldByName(name) : null;
        if (name.Length == 0 || field is { FieldType: not FieldType.Group })
            return true;

        Report(method, $"{property} is '{name}', which isn't a field of {type.FullName}");
        return false;
    }

    private void Report(MethodDescriptor method, string problem) => Errors.Add($"{method.FullName}: {problem}");
}
