using GatewayKit.Admin.Entries;
using GatewayKit.Admin.Http;
using GatewayKit.Operators.Http;

namespace GatewayKit.Operators.Pages;

/// <summary>A revision, and the difference from another one.</summary>
/// <param name="Page">The frame.</param>
/// <param name="Revision">The revision.</param>
/// <param name="Difference">The difference; null if there is a problem.</param>
/// <param name="Problem">The reason why they can't be compared.</param>
internal sealed record RevisionView(
    OperatorPage Page, RevisionDocument Revision, RevisionDifference? Difference, AdminProblem? Problem);
