using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;

namespace GatewayKit.Store.Database.Migrations;

/// <summary>Creates the table with the oldest revision. Without its row, all revisions can be read.</summary>
[DbContext(typeof(StoreContext))]
[Migration("20261202100000_History")]
internal sealed class History : Migration
{
    protected override void Up(MigrationBuilder migrationBuilder)
        => migrationBuilder.CreateTable(
            "gatewaykit_history",
            table => new
            {
                id = table.Column<int>(),
                oldest = table.Column<long>(),
            },
            constraints: table => table.PrimaryKey("PK_gatewaykit_history", h => h.id));
}
