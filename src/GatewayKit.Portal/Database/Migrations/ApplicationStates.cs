using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;

namespace GatewayKit.Portal.Database.Migrations;

/// <summary>Adds the states of applications, blocked applications and accounts, and the groups that subscriptions have granted.</summary>
[DbContext(typeof(PortalContext))]
[Migration("20261202070000_ApplicationStates")]
internal sealed class ApplicationStates : Migration
{
    private const string Applications = "gatewaykit_portal_applications";
    private const string Developers = "gatewaykit_portal_developers";
    private const string Subscriptions = "gatewaykit_portal_subscriptions";

    protected override void Up(MigrationBuilder migrationBuilder)
    {
        migrationBuilder.AddColumn<int>("state", Applications, defaultValue: 2);
        migrationBuilder.AddColumn<string>("block_reason", Applications, maxLength: 300, nullable: true);
        migrationBuilder.AddColumn<string>("block_reason", Developers, maxLength: 300, nullable: true);
        migrationBuilder.AddColumn<string>("granted_group", Subscriptions, maxLength: 256, defaultValue: "");
        migrationBuilder.AddColumn<bool>("was_withdrawn", Subscriptions, defaultValue: false);
        migrationBuilder.CreateIndex($"{Applications}_by_block", Applications, "block_reason");
        migrationBuilder.CreateIndex($"{Developers}_by_block", Developers, "block_reason");
    }
}
