using System.Collections.Concurrent;
using GatewayKit.OpenApi.Mocking.Choosing;
using GatewayKit.OpenApi.Mocking.Security;
using GatewayKit.OpenApi.Mocking.State;
using GatewayKit.OpenApi.Validation;

namespace GatewayKit.OpenApi.Mocking.Answering;

/// <summary>The checks and responses of one operation, compiled.</summary>
internal sealed class OperationMock
{
    private readonly ConcurrentDictionary<int, ResponseMock?> _responses = new();
    private readonly OpenApiOperation _operation;
    private readonly MockEngineOptions _options;
    private readonly ValueSource _values;
    private readonly Lazy<RequestValidator> _requests;
    private readonly Lazy<ResponseValidator> _responseValidator;
    private readonly ResponseChoice? _usual;
    private readonly IReadOnlyList<ResponseChoice> _failures;
    private readonly OpenApiParameter[] _deprecated;
    private readonly Lazy<string?> _documentErrors;
    private readonly MockAnswer _unauthorized;

    public OperationMock(OpenApiOperation operation, MockEngineOptions options, ValueSource values)
    {
        _operation = operation;
        _options = options;
        _values = values;
        _requests = new(() => new RequestValidator(operation));
        _responseValidator = new(() => new ResponseValidator(operation));
        _usual = ResponseChoice.Usual(operation);
        _failures = ResponseChoice.Failures(operation);
        _deprecated = [.. operation.Parameters.Where(parameter => parameter.Deprecated)];
        _documentErrors = new(() => DocumentErrors.InRequest(operation));
        Own = options.Operations.GetValueOrDefault(operation.Key);
        Security = new SecurityCheck(operation.Security);
        _unauthorized = new MockAnswer
        {
            Operation = operation,
            Problem = MockProblems.Unauthorized(Security.Challenges),
            IsPrepared = true,
        };
    }

    /// <summary>The key of the operation.</summary>
    public string Key => _operation.Key;

    /// <summary>The options for this operation; <c>null</c> for none.</summary>
    public MockOperationOptions? Own { get; }

    public SecurityCheck Security { get; }

    public MockDelay Delay => Own?.Delay ?? _options.Delay;

    public RequestReading Read(ApiRequest request, IReadOnlyList<KeyValuePair<string, string>> pathParameters)
        => _requests.Value.Validate(request, pathParameters);

    /// <summary>Responds to a valid request.</summary>
    /// <param name="request">The request.</param>
    /// <param name="preferences">The client's preferences.</param>
    /// <param name="chance">The source of randomness for failures.</param>
    /// <param name="replay">The recorded responses; <c>null</c> for none.</param>
    /// <param name="state">Runs the operation on its collection, if it has one; <c>null</c> for a stateless mock.</param>
    public MockAnswer Answer(ApiRequest request, Preferences preferences, Chance chance, ReplayedMock? replay, Func<StateAnswer?>? state)
    {
        var code = preferences.Code?.Value ?? Own?.Status;
        if (preferences.Code is null && chance.Strikes(_options.ErrorRate))
            return Fail(request, chance);
        var isChosen = code is not null || preferences.Example is not null || preferences.Dynamic is not null || Own?.Example is not null;
        if (!isChosen && replay?.Answer(this, request) is { } recorded)
            return recorded;
        if (!isChosen && state is not null && OfState(request, state) is { } answer)
            return answer;
        if ((code ?? _usual?.Status) is not { } status)
            return Problem(MockProblems.NoResponse);
        if (For(status) is not { } response)
            return Problem(MockProblems.NoSuchStatus(status));

        // The configured example belongs to the configured response.
        var example = preferences.Example?.Value ?? (preferences.Code is null ? Own?.Example : null);
        return response.Answer(request.Header("Accept"), example, preferences.Dynamic?.Value ?? _options.Dynamic);
    }

    /// <summary>Returns a response with its violations; a problem if the options require it.</summary>
    public MockAnswer Check(ApiResponse response)
    {
        var violations = _responseValidator.Value.Validate(response);
        var field = ViolationField.Of(violations, inResponse: true);
        return violations.Count > 0 && _options.Errors
            ? new() { Operation = _operation, Problem = MockProblems.InvalidResponse(violations), Violations = field }
            : new() { Operation = _operation, Response = response, Violations = field };
    }

    /// <summary>Responds to a request without credentials: with the declared 401 or <c>default</c>, otherwise with a problem.</summary>
    public MockAnswer RejectUnauthorized(ApiRequest request, Preferences preferences)
        => Reject(request, preferences, [401], _unauthorized) with { Violations = ViolationField.Security };

    /// <summary>Responds to an invalid request: with the declared 415, 422, 400 or <c>default</c>, otherwise with a problem.</summary>
    public MockAnswer RejectInvalid(ApiRequest request, Preferences preferences, RequestReading reading)
    {
        var violations = reading.Violations;
        var answer = reading.IsUnsupportedMediaType
            ? Reject(request, preferences, [415, 422, 400], Problem(MockProblems.UnsupportedMediaType(_operation, violations)))
            : Reject(request, preferences, [422, 400], Problem(MockProblems.InvalidRequest(violations)));
        return answer with { Violations = ViolationField.Join(ViolationField.Of(violations, inResponse: false), answer.Violations) };
    }

    /// <summary>Lists the request's deprecated parameters and the parts that aren't fully validated because their schemas have errors, for
    /// <c>Gateway-Violations</c>; <c>null</c> if there are none.</summary>
    public string? Warnings(RequestReading reading)
        => _deprecated.Length == 0 ? _documentErrors.Value
            : ViolationField.Join(
                ViolationField.Deprecated(_deprecated.Where(parameter => reading.Parameter(parameter.In, parameter.Name) is not null)),
                _documentErrors.Value);

    /// <summary>Doesn't change the state if the client can't receive the response.</summary>
    private MockAnswer? OfState(ApiRequest request, Func<StateAnswer?> state)
    {
        var accept = request.Header("Accept");
        if (_usual is not null && For(_usual.Status) is { } usual && !usual.Accepts(accept))
            return usual.Answer(accept, null, dynamic: false);
        if (state() is not { } answer)
            return null;
        if (answer.Problem is null)
            return For(answer.Status)?.Answer(accept, answer);

        var rejection = Problem(MockProblems.OfState(answer));
        return answer.Status is 400 or 422
            ? Reject(request, Preferences.None, [422, 400], rejection) with
            {
                Violations = ViolationField.Of(answer.Problem.Violations, inResponse: false),
            }
            : Reject(request, Preferences.None, [answer.Status], rejection);
    }

    private MockAnswer Reject(ApiRequest request, Preferences preferences, ReadOnlySpan<int> codes, MockAnswer problem)
    {
        var asked = preferences.Code is { } code && codes.Contains(code.Value) ? code : null;
        var response = (asked is null ? null : Declared(asked.Value)) ?? FirstOf(codes);
        return response?.Answer(
            request.Header("Accept"), asked is null ? null : preferences.Example?.Value, dynamic: false, isRejection: true)
            ?? problem;
    }

    private ResponseMock? FirstOf(ReadOnlySpan<int> codes)
    {
        foreach (var code in codes)
        {
            if (Declared(code) is { } response)
                return response;
        }
        return For(codes[0]);
    }

    /// <summary>Returns the response of a status code or its range, ignoring <c>default</c>.</summary>
    private ResponseMock? Declared(int code)
        => ResponseChoice.For(_operation, code) is { } choice && choice.Response.Code != "default" ? For(code) : null;

    private MockAnswer Fail(ApiRequest request, Chance chance)
        => _failures.Count > 0
            ? For(chance.Among(_failures).Status)!.Answer(request.Header("Accept"), null, _options.Dynamic, isRejection: true)
            : new MockAnswer { Operation = _operation, Problem = chance.Among(MockProblems.Failures), IsPrepared = true };

    private ResponseMock? For(int status) => _responses.GetOrAdd(status, static (code, mock) => mock.Create(code), this);

    private ResponseMock? Create(int status)
        => ResponseChoice.For(_operation, status) is { } choice
            ? new(this, _operation, choice, _values)
            : null;

    private MockAnswer Problem(ApiProblem problem) => new() { Operation = _operation, Problem = problem };
}
