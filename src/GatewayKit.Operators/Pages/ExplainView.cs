using GatewayKit.Admin.Endpoints;
using GatewayKit.Admin.Http;
using GatewayKit.Operators.Http;

namespace GatewayKit.Operators.Pages;

/// <summary>The form that explains a request, and the explanation.</summary>
internal sealed record ExplainView(OperatorPage Page, ExplainInput Input, AdminProblem? Problem, ExplanationView? Explanation);
