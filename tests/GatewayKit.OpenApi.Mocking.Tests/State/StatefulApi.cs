using System.Collections.Concurrent;
using System.Text;
using System.Text.Json;
using GatewayKit.JsonSchema;
using GatewayKit.OpenApi.Mocking.Examples;
using GatewayKit.OpenApi.Reading;
using GatewayKit.OpenApi.Validation;

namespace GatewayKit.OpenApi.Mocking.State;

/// <summary>A stateful mock behind what stands before it in the engine, and a check of every answer behind it.</summary>
internal sealed class StatefulApi
{
    private readonly OperationMatcher _matcher;
    private readonly ConcurrentDictionary<string, (RequestValidator Request, ResponseValidator Response)> _validators = new();

    public StatefulApi(string yaml, MockStateOptions? options = null)
    {
        Document = Doc.Parse(yaml);
        _matcher = new OperationMatcher(Document);
        State = new MockState(Document, new ExampleGenerator(), options);
    }

    public OpenApiDocument Document { get; }

    public MockState State { get; }

    /// <summary>Sends a valid request, and holds that the answer is valid.</summary>
    public StateAnswer Send(string method, string target, string? body = null, string contentType = "application/json", string sandbox = "")
        => TrySend(method, target, body, contentType, sandbox) ?? throw new InvalidOperationException("The mock doesn't answer.");

    public StateAnswer? TrySend(
        string method, string target, string? body = null, string contentType = "application/json", string sandbox = "")
    {
        var parts = target.Split('?');
        var match = _matcher.Match(method, parts[0]);
        Assert.NotNull(match.Operation);
        var request = new ApiRequest
        {
            Method = method,
            Path = parts[0],
            Query = parts.ElementAtOrDefault(1) ?? "",
            Headers = body is null ? [] : [new("Content-Type", contentType)],
            Body = Encoding.UTF8.GetBytes(body ?? ""),
        };
        var reading = Validators(match.Operation).Request.Validate(request, match.PathParameters);
        Assert.Empty(reading.Violations);
        var answer = State.Apply(match.Operation, StateRequest.Of(request, reading), sandbox);
        if (answer is { Problem: null })
            Check(match.Operation, answer);
        return answer;
    }

    /// <summary>What is answered to a GET, as compact JSON.</summary>
    public string Json(string target, string sandbox = "") => Send("GET", target, sandbox: sandbox).Body!.Value.GetRawText();

    /// <summary>The ids in a list that is an array, or that is in one.</summary>
    public IReadOnlyList<string> Ids(string target, string sandbox = "", string id = "id")
    {
        var body = Send("GET", target, sandbox: sandbox).Body!.Value;
        var list = body.ValueKind == JsonValueKind.Array
            ? body
            : body.EnumerateObject().First(member => member.Value.ValueKind == JsonValueKind.Array).Value;
        return [.. list.EnumerateArray().Select(item => item.GetProperty(id).ToString())];
    }

    private (RequestValidator Request, ResponseValidator Response) Validators(OpenApiOperation operation)
        => _validators.GetOrAdd(operation.Key, _ => (new RequestValidator(operation), new ResponseValidator(operation)));

    private void Check(OpenApiOperation operation, StateAnswer answer)
    {
        Assert.NotNull(answer.Response);
        if (answer.Body is not { } body)
            return;
        Assert.NotEmpty(answer.Content);
        foreach (var content in answer.Content.Where(content => content.Schema is not null))
        {
            var errors = new ValidationErrors();
            content.Schema!.Compile(SchemaDirection.Response).Schema!.Validate(body, errors);
            Assert.Empty(errors);
        }
        var response = new ApiResponse
        {
            Status = answer.Status,
            Headers = answer.Headers,
            ContentType = answer.Content[0].Name,
            Body = Encoding.UTF8.GetBytes(body.GetRawText()),
        };
        Assert.Empty(Validators(operation).Response.Validate(response));
    }
}
